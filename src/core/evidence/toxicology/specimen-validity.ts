import type { CodeableConcept, Observation } from 'fhir/r4.js';
import { listOf, textOf } from '../fhir-json.js';
import { conceptTexts } from './concept-texts.js';
import { holdsPhrase, plainWords } from './plain-words.js';
import type { Collection } from './read-collection.js';
import { readMeasurement } from './read-measurement.js';
import type { Valued } from './valued.js';
import type { ToxicologyReader } from './toxicology-reader.js';

/** Specimens and days of which a dilute or rejected specimen is known (`clinical-opioid` 6.3). */
export class UnfitSpecimens {
  readonly #marks = new Set<string | number>();

  add(specimen: string | undefined, collection: Collection): void {
    for (const mark of marksOf(specimen, collection)) this.#marks.add(mark);
  }

  /** The same specimen or the same day is enough: doubt about a negative is cheap. */
  has(specimen: string | undefined, collection: Collection): boolean {
    return marksOf(specimen, collection).some((mark) => this.#marks.has(mark));
  }
}

function marksOf(
  specimen: string | undefined,
  { collected }: Collection,
): readonly (string | number)[] {
  return [
    ...(specimen === undefined ? [] : [specimen]),
    ...(collected === undefined ? [] : [collected.earliest.day, collected.latest.day]),
  ];
}

/** Do the words of a result, its interpretation or its note say that the specimen is not fit for a negative? */
export function saysInvalid(
  observation: Pick<Observation, 'note'> & Valued,
  { knowledge }: ToxicologyReader,
): boolean {
  const concepts: readonly (CodeableConcept | undefined)[] = [
    observation.valueCodeableConcept,
    observation.dataAbsentReason,
    ...listOf(observation.interpretation),
  ];
  const texts = [
    ...concepts.flatMap(conceptTexts),
    textOf(observation.valueString),
    ...listOf(observation.note).map(({ text }) => textOf(text)),
  ].filter((text) => text !== undefined);
  return texts.some((text) => {
    if (knowledge.resultWords.has(text.toLowerCase())) return false;
    const words = plainWords(text);
    return knowledge.file.invalidSpecimen.words.some(
      (word) => holdsPhrase(words, word) && !holdsPhrase(words, `not ${word}`),
    );
  });
}

/** Urine creatinine below the limit; without a known unit the limit counts as it stands, on the cautious side. */
export function isDilute(valued: Valued, reader: ToxicologyReader): boolean {
  const measured = readMeasurement(valued);
  if (measured === undefined) return false;
  const { value, unit = '' } = measured;
  const units = reader.knowledge.file.invalidSpecimen.creatinineUnits;
  const milligramsPerDecilitre = value * (Object.hasOwn(units, unit) ? (units[unit] ?? 1) : 1);
  return milligramsPerDecilitre < reader.specimenNumbers['dilute.urine-creatinine'];
}

/** Is an Observation or component without a known code about the specimen itself ("Specimen validity")? */
export const isAboutSpecimen = (
  { code }: Pick<Observation, 'code'>,
  { knowledge }: ToxicologyReader,
): boolean =>
  conceptTexts(code).some((text) => {
    const words = plainWords(text);
    return knowledge.file.invalidSpecimen.tests.some((test) => holdsPhrase(words, test));
  });
