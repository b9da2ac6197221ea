import type {
  Coding,
  CodeableConcept,
  Dosage,
  MedicationDispense,
  MedicationRequest,
  MedicationStatement,
  Procedure,
} from 'fhir/r4.js';
import type { DraftOrder } from '../call.js';
import type { Terminology } from '../pack/terminology.js';
import type { Span } from '../time/instant.js';
import { findPhrases } from '../words/find-phrases.js';
import { splitWords } from '../words/split-words.js';
import { type ChartRow, provenanceOf } from './chart-rows.js';
import { listOf, textOf } from './fhir-json.js';
import type { IdentifiedObservation } from './identify-observations.js';
import { codeOf, lookUpMedicationCode } from './recognise/look-up-medication-code.js';
import { medicationOf } from './recognise/medication-of.js';
import { readPeriodEnd } from './opioid-use/read-period-end.js';
import { type Reader, readPastTime } from './opioid-use/reader.js';
import type { Provenance } from './provenance.js';
import { readMedicationWords } from './recognise/read-medication-words.js';
import { recogniseMedication } from './recognise/recognise-medication.js';
import { recogniseRoute } from './recognise/recognise-route.js';
import { recogniseSystem } from './recognise/recognise-system.js';
import { conceptTexts } from './toxicology/concept-texts.js';

/** Naloxone or nalmefene for the patient to keep, or that it was offered (`clinical-liver-other` C12). */
export interface RescueSupply {
  readonly from: 'order' | 'statement' | 'dispense' | 'offer';
  /** When a dispense was handed over; undefined for the others. */
  readonly handedOver: Span | undefined;
  readonly provenance: Provenance;
}

/** Where rescue products and notes about them stand. */
export interface RescueSources {
  readonly orders: readonly ChartRow<MedicationRequest>[];
  readonly statements: readonly ChartRow<MedicationStatement>[];
  readonly dispenses: readonly ChartRow<MedicationDispense>[];
  readonly procedures: readonly ChartRow<Procedure>[];
  readonly assessments: readonly IdentifiedObservation[];
}

type Supplied = MedicationRequest | MedicationStatement | MedicationDispense;

const FINAL: ReadonlySet<unknown> = new Set(['final', 'amended', 'corrected']);
const NOT_YET_ORDERED = new Set<string>(['plan', 'proposal', 'option']);
const INPATIENT = 'inpatient';

/**
 * Rescue naloxone or nalmefene that was ordered, dispensed or is stated to be used, and notes that it was offered or declined.
 * What is given by vein or on a ward stays there; a combination with an opioid is no rescue product.
 * @param order the draft that is judged: its notes may say that rescue was offered
 */
export function readRescueSupplies(
  reader: Reader,
  { orders, statements, dispenses, procedures, assessments }: RescueSources,
  order: DraftOrder,
): readonly RescueSupply[] {
  const kept = <R extends Supplied>(rows: readonly ChartRow<R>[]): readonly ChartRow<R>[] =>
    rows.filter(({ resource }) => isSupplied(resource, reader) && isRescueToKeep(resource, reader));
  const billed = procedures.filter((row) => isSupplyBilled(row.resource, reader));
  return [
    ...kept(orders).map((row) => supply('order', row)),
    ...kept(statements).map((row) => supply('statement', row)),
    ...kept(dispenses).flatMap((row) =>
      handedOver(row, row.resource.whenHandedOver ?? row.resource.whenPrepared, reader),
    ),
    ...billed.flatMap((row) => handedOver(row, row.resource.performedDateTime, reader)),
    ...assessments.filter((row) => isOffer(row, reader)).map((row) => supply('offer', row)),
    ...offersInNotes(order, reader),
  ];
}

const supply = (
  from: RescueSupply['from'],
  row: ChartRow<Supplied | IdentifiedObservation['resource']>,
): RescueSupply => ({ from, handedOver: undefined, provenance: provenanceOf(row) });

function handedOver(
  row: ChartRow<MedicationDispense | Procedure>,
  when: unknown,
  reader: Reader,
): readonly RescueSupply[] {
  const time = readPastTime(reader, when);
  return time.when === 'past'
    ? [{ from: 'dispense', handedOver: time.at, provenance: provenanceOf(row) }]
    : [];
}

function isSupplied(resource: Supplied, reader: Reader): boolean {
  switch (resource.resourceType) {
    case 'MedicationDispense':
      return resource.status === 'completed';
    case 'MedicationRequest':
      return (
        (resource.status === 'active' || resource.status === 'completed') &&
        resource.doNotPerform !== true &&
        !NOT_YET_ORDERED.has(resource.intent)
      );
    case 'MedicationStatement': {
      const end = readPeriodEnd(resource.effectivePeriod, reader.zone);
      return (
        resource.status === 'active' &&
        (end === undefined || end.earliest.day >= reader.planned.day)
      );
    }
  }
}

function isRescueToKeep(resource: Supplied, { terminology, medications }: Reader): boolean {
  const concept = medicationOf(resource, medications);
  if (!mayBeAntagonist(concept, terminology)) return false;
  const identity = recogniseMedication(terminology, concept);
  if (identity.is !== 'antagonist' || !identity.rescue) return false;
  const routes = [
    ...instructionsOf(resource).map(({ route }) => recogniseRoute(terminology, route)),
    ...conceptTexts(concept).map((text) => recogniseRoute(terminology, { text })),
  ];
  const categories = listOf<CodeableConcept>(resource.category);
  return !routes.includes('intravenous') && !categories.some(isInpatient);
}

/** Most of a medication list is something else, and that is seen without telling its drugs apart. */
function mayBeAntagonist(concept: CodeableConcept | undefined, terminology: Terminology): boolean {
  const text = textOf(concept?.text);
  if (namesAntagonist(text, terminology)) return true;
  for (const coding of listOf<Coding>(concept?.coding)) {
    const code = lookUpMedicationCode(terminology, coding);
    if (typeof code === 'object' && code.antagonist !== undefined) return true;
    const display = textOf(coding.display);
    if (display !== text && namesAntagonist(display, terminology)) return true;
  }
  return false;
}

const namesAntagonist = (text: string | undefined, terminology: Terminology): boolean =>
  text !== undefined && readMedicationWords(terminology, text).antagonists.length > 0;

const instructionsOf = (resource: Supplied): readonly Dosage[] =>
  listOf(
    resource.resourceType === 'MedicationStatement' ? resource.dosage : resource.dosageInstruction,
  );

const isInpatient = ({ coding, text }: CodeableConcept): boolean =>
  [text, ...listOf<Coding>(coding).map(({ code }) => code)].some(
    (word) => textOf(word)?.toLowerCase() === INPATIENT,
  );

/** A code for a supply to take home; the codes of the drug itself are billed where it is given. */
const isSupplyBilled = ({ status, code }: Procedure, { terminology }: Reader): boolean =>
  status === 'completed' &&
  listOf<Coding>(code?.coding).some((coding) => {
    if (recogniseSystem(terminology, coding.system) !== 'HCPCS') return false;
    const billed = terminology.procedures.hcpcs.get(codeOf(coding)?.toUpperCase() ?? '');
    return billed?.role === 'rescue' && billed.unit === 'supply';
  });

function isOffer({ identity, resource }: IdentifiedObservation, reader: Reader): boolean {
  if (identity.is !== 'assessment' || identity.test.assessment !== 'overdose-rescue-offer') {
    return false;
  }
  const { code, valueString, valueCodeableConcept, valueBoolean } = resource;
  const texts = [
    ...conceptTexts(code),
    ...conceptTexts(valueCodeableConcept),
    textOf(valueString) ?? '',
    valueBoolean === undefined ? '' : String(valueBoolean),
  ];
  return FINAL.has(resource.status) && saysOffered(texts.join(' . '), reader);
}

const saysOffered = (text: string, { terminology }: Reader): boolean => {
  const said = findPhrases(terminology.words.rescueAnswers, splitWords(text)).map(({ row }) => row);
  return said.includes('answered') && !said.includes('not');
};

const offersInNotes = ({ ref, resource }: DraftOrder, reader: Reader): readonly RescueSupply[] =>
  listOf(resource.note)
    .map(({ text }) => textOf(text) ?? '')
    .filter((text) => namesRescue(text, reader) && saysOffered(text, reader))
    .map(() => ({
      from: 'offer',
      handedOver: undefined,
      provenance: { source: ref, slice: 'order', complete: true },
    }));

const namesRescue = (text: string, { terminology }: Reader): boolean =>
  readMedicationWords(terminology, text).antagonists.some(
    (drug) => terminology.drugs.get(drug)?.rescue === true,
  );
