import type { Observation, ObservationComponent } from 'fhir/r4.js';
import { type Day, dayPlus, onDay, type Span } from '../time/instant.js';
import { readFhirTime } from '../time/read-fhir-time.js';
import { numberOf, textOf } from './fhir-json.js';
import { conceptTexts } from './toxicology/concept-texts.js';
import type { ToxicologyReader } from './toxicology/toxicology-reader.js';

export type Answer = Observation | ObservationComponent;

export const answerWords = ({ valueString, valueCodeableConcept }: Answer): readonly string[] => {
  const text = textOf(valueString);
  return [...(text === undefined ? [] : [text]), ...conceptTexts(valueCodeableConcept)];
};

const ISO_DATES = /\d{4}-\d{2}(?:-\d{2})?/g;

/** The stated day that an answer gives: a date, a date inside words (the latest), or a number of days before the question. */
export function answeredDay(
  answer: Answer,
  asked: Span | undefined,
  { zone, knowledge }: ToxicologyReader,
): Span | undefined {
  const stated = readFhirTime(answer.valueDateTime, zone);
  if (stated !== undefined) return stated;
  const { valueQuantity } = answer;
  const daysAgo = numberOf(valueQuantity?.value);
  const unit = textOf(valueQuantity?.code) ?? textOf(valueQuantity?.unit) ?? '';
  if (
    daysAgo !== undefined &&
    asked !== undefined &&
    knowledge.file.selfReport.dayUnits.includes(unit)
  ) {
    return {
      earliest: onDay(daysBefore(asked.earliest.day, daysAgo)),
      latest: onDay(daysBefore(asked.latest.day, daysAgo)),
    };
  }
  return answerWords(answer)
    .flatMap((text) => text.match(ISO_DATES) ?? [])
    .flatMap((text) => readFhirTime(text, zone) ?? [])
    .reduce<Span | undefined>(
      (latest, one) => (latest === undefined || one.latest.day > latest.latest.day ? one : latest),
      undefined,
    );
}

const daysBefore = (day: Day, days: number): Day => dayPlus(day, -Math.floor(days));
