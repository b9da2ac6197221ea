import type { Appointment, CodeableConcept, Coding, ServiceRequest } from 'fhir/r4.js';
import type { SurgeryMeaning, Terminology } from '../pack/terminology.js';
import type { Span } from '../time/instant.js';
import { readFhirTime } from '../time/read-fhir-time.js';
import type { TimeZone } from '../time/time-zone.js';
import { findPhrases } from '../words/find-phrases.js';
import { splitWords } from '../words/split-words.js';
import { type ChartRow, provenanceOf } from './chart-rows.js';
import { listOf, textOf } from './fhir-json.js';
import { codeOf } from './recognise/look-up-medication-code.js';
import type { Provenance } from './provenance.js';
import { recogniseSystem } from './recognise/recognise-system.js';
import { conceptTexts } from './toxicology/concept-texts.js';

/** An operation that is ordered or booked, and after which opioids are likely to be needed. */
export interface PlannedOperation {
  readonly from: 'order' | 'appointment';
  /** Chart text: never print it without escaping. */
  readonly what: string | undefined;
  /** The first day; of a partial date any of its days. */
  readonly at: Span;
  readonly provenance: Provenance;
}

/**
 * Active orders of the surgical category, or of an operation of `snomed-surgery.csv`, and booked appointments that are called
 * an operation (`clinical-liver-other` C11). Minor procedures, and visits before or after an operation, are none.
 */
export function readPlannedOperations(
  orders: readonly ChartRow<ServiceRequest>[],
  appointments: readonly ChartRow<Appointment>[],
  terminology: Terminology,
  zone: TimeZone,
): readonly PlannedOperation[] {
  const ordered = orders.flatMap((row) => {
    const { resource } = row;
    const categories = listOf<CodeableConcept>(resource.category);
    if (resource.status !== 'active' || resource.doNotPerform === true) return [];
    const said = [
      ...meaningsIn(categories, terminology),
      ...codedMeanings(listOf(resource.code?.coding), terminology),
    ];
    if (!said.includes('operation') || isMinor(conceptTexts(resource.code), terminology)) return [];
    const at =
      readFhirTime(resource.occurrenceDateTime, zone) ??
      readFhirTime(resource.occurrencePeriod?.start, zone) ??
      readFhirTime(listOf(resource.occurrenceTiming)[0]?.event?.[0], zone) ??
      readFhirTime(resource.occurrenceTiming?.repeat?.boundsPeriod?.start, zone);
    return operation('order', at, conceptTexts(resource.code)[0], provenanceOf(row));
  });
  const booked = appointments.flatMap((row) => {
    const { resource } = row;
    if (resource.status !== 'booked') return [];
    const concepts = [
      ...listOf<CodeableConcept>(resource.serviceCategory),
      ...listOf<CodeableConcept>(resource.serviceType),
      ...listOf<CodeableConcept>(resource.appointmentType),
      ...listOf<CodeableConcept>(resource.reasonCode),
    ];
    const words = textOf(resource.description);
    const said = [
      ...meaningsIn(concepts, terminology),
      ...(words === undefined ? [] : wordMeanings(words, terminology)),
    ];
    if (!said.includes('operation') || said.includes('minor') || said.includes('visit')) return [];
    const what = words ?? concepts.flatMap(conceptTexts)[0];
    return operation('appointment', readFhirTime(resource.start, zone), what, provenanceOf(row));
  });
  return [...ordered, ...booked];
}

const operation = (
  from: PlannedOperation['from'],
  at: Span | undefined,
  what: string | undefined,
  provenance: Provenance,
): readonly PlannedOperation[] => (at === undefined ? [] : [{ from, what, at, provenance }]);

const isMinor = (texts: readonly string[], terminology: Terminology): boolean =>
  texts.some((text) => wordMeanings(text, terminology).includes('minor'));

const meaningsIn = (
  concepts: readonly CodeableConcept[],
  terminology: Terminology,
): readonly SurgeryMeaning[] =>
  concepts.flatMap((concept) => [
    ...codedMeanings(listOf(concept.coding), terminology),
    ...conceptTexts(concept).flatMap((text) => wordMeanings(text, terminology)),
  ]);

const wordMeanings = (text: string, { words }: Terminology): readonly SurgeryMeaning[] =>
  findPhrases(words.surgery, splitWords(text)).map(({ row }) => row);

const codedMeanings = (
  codings: readonly Coding[],
  terminology: Terminology,
): readonly SurgeryMeaning[] =>
  codings.flatMap((coding) =>
    recogniseSystem(terminology, coding.system) === 'SNOMED CT'
      ? (terminology.surgery.get(codeOf(coding) ?? '') ?? [])
      : [],
  );
