import type { DiagnosticReport, Observation, Procedure, ServiceRequest } from 'fhir/r4.js';
import type { ChartRow } from '../../src/core/evidence/chart-rows.js';
import {
  type IdentifiedObservation,
  identifyObservation,
} from '../../src/core/evidence/identify-observations.js';
import type { ExposureNumbers } from '../../src/core/evidence/opioid-use/reader.js';
import type { ToxicologyReader } from '../../src/core/evidence/toxicology/toxicology-reader.js';
import type { Moment, Span } from '../../src/core/time/instant.js';
import { pointAt } from '../../src/core/time/time-zone.js';
import { loadTimeZone } from '../../src/knowledge/load-time-zone.js';
import { USUAL_NOW, USUAL_TIME_ZONE } from './case-to-fhir.js';
import { theKnowledge } from './hook-parts.js';

/** What the readers of a chart need, at the usual `now` of the cases and with the numbers as they stand in `cards/`. */
export function evidenceReader(now = USUAL_NOW): ToxicologyReader {
  const { terminology, toxicology, questions } = theKnowledge();
  const numbers = (question: string): Record<string, number> =>
    Object.fromEntries(
      Object.entries(questions.get(question)?.parameters ?? {}).map(([name, { value }]) => [
        name,
        value,
      ]),
    );
  const zone = loadTimeZone(USUAL_TIME_ZONE);
  const at = pointAt(Date.parse(now) as Moment, zone);
  return {
    terminology,
    medications: new Map(),
    zone,
    now: at,
    planned: at,
    numbers: numbers('opioid-exposure') as ExposureNumbers,
    knowledge: toxicology,
    specimenNumbers: numbers('opioid-toxicology-coverage') as ToxicologyReader['specimenNumbers'],
  };
}

type InChart = DiagnosticReport | Procedure | ServiceRequest;

/** A resource as a row of a wholly known slice, or of a partly known one. */
export const row = <R extends InChart>(resource: R, complete = true): ChartRow<R> => ({
  resource,
  slice: 'laboratory',
  complete,
});

/** An Observation as such a row, with what it is about. */
export const observed = (observation: Observation, complete = true): IdentifiedObservation =>
  identifyObservation(
    { resource: observation, slice: 'laboratory', complete },
    theKnowledge().terminology,
  );

/** Days as ISO text, one or from-to, so that a failing test can be read. */
export function daysOf(span: Span | undefined): string | undefined {
  if (span === undefined) return undefined;
  const iso = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10);
  const [first, last] = [iso(span.earliest.day), iso(span.latest.day)];
  return first === last ? first : `${first}..${last}`;
}
