import type { CodeableConcept, Dosage, MedicationRequest, ServiceRequest } from 'fhir/r4.js';
import type { Terminology } from '../../pack/terminology.js';
import { listOf, textOf } from '../fhir-json.js';
import { type DosageFacts, readDosage } from '../read-dosage.js';
import { readMedicationWords } from '../recognise/read-medication-words.js';
import { conceptTexts } from '../toxicology/concept-texts.js';
import { dosageTexts } from './dosage-texts.js';
import { orderWordsIn, saysTestDose } from './order-words.js';
import type { OrderedDose, OrderedDosing, OrderedInstruction } from './ordered-dosing.js';
import { readInterval } from './read-interval.js';
import { readRoutes } from './read-routes.js';
import { readSites } from './read-sites.js';

/**
 * Reads how an order of naltrexone is to be given. What elements state counts before words; words of the dosage count where
 * the element is missing.
 * @param medication the concept that names the drug: a test dose may be called one there
 */
export function readOrderedDosing(
  terminology: Terminology,
  order: MedicationRequest | ServiceRequest,
  medication: CodeableConcept | undefined,
): OrderedDosing {
  // An order of an older FHIR release has another resourceType and a dosageInstruction.
  const instructions = listOf<Dosage>(
    order.resourceType === 'ServiceRequest' ? serviceInstruction(order) : order.dosageInstruction,
  );
  const texts = [
    ...conceptTexts(medication),
    ...instructions.flatMap(dosageTexts),
    ...listOf(order.note).flatMap(({ text }) => textOf(text) ?? []),
  ];
  return {
    instructions: instructions.map((one) => readInstruction(terminology, one)),
    testDose: saysTestDose(terminology, texts),
  };
}

/** A service orders an injection: its site, and how often. */
function serviceInstruction({ bodySite, occurrenceTiming }: ServiceRequest): Dosage {
  const [site] = listOf<CodeableConcept>(bodySite);
  return {
    ...(site === undefined ? {} : { site }),
    ...(occurrenceTiming === undefined ? {} : { timing: occurrenceTiming }),
  };
}

function readInstruction(terminology: Terminology, dosage: Dosage): OrderedInstruction {
  const texts = dosageTexts(dosage);
  const facts = readDosage(dosage);
  return {
    routes: readRoutes(terminology, dosage.route, texts),
    sites: readSites(terminology, dosage.site, texts),
    dose: doseOf(terminology, facts, texts),
    intervalDays: readInterval(terminology, dosage.timing, facts, texts),
  };
}

function doseOf(
  terminology: Terminology,
  { dose, doseMg }: DosageFacts,
  texts: readonly string[],
): OrderedDose | undefined {
  if (doseMg !== undefined) return { value: doseMg, unit: 'mg' };
  if (dose !== undefined) {
    const [unit] = orderWordsIn(terminology, [dose.unit ?? '']).flatMap((row) =>
      row.says === 'unit' ? [row.unit] : [],
    );
    return unit === undefined ? undefined : { value: dose.value, unit };
  }
  const strengths = new Set(
    texts.flatMap((text) => readMedicationWords(terminology, text).strengthMg ?? []),
  );
  const [only] = strengths;
  return only !== undefined && strengths.size === 1 ? { value: only, unit: 'mg' } : undefined;
}
