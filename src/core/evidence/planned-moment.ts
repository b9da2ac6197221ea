import type { MedicationRequest, ServiceRequest } from 'fhir/r4.js';
import type { Point } from '../time/instant.js';
import { readFhirTime } from '../time/read-fhir-time.js';
import type { TimeZone } from '../time/time-zone.js';
import { listOf, textsOf } from './fhir-json.js';

/**
 * When the order is to be carried out (`clinical-opioid` 3.1): the first timing event on or after today, else the start of
 * its bounds on or after today, else now. A date without time stays a calendar day.
 */
export function plannedMoment(
  order: MedicationRequest | ServiceRequest,
  now: Point,
  zone: TimeZone,
): Point {
  const timings =
    order.resourceType === 'MedicationRequest'
      ? listOf(order.dosageInstruction).map(({ timing }) => timing)
      : [order.occurrenceTiming];
  const stated = [
    ...timings.flatMap((timing) => textsOf(timing?.event)).sort(),
    ...timings.map((timing) => timing?.repeat?.boundsPeriod?.start),
    ...(order.resourceType === 'ServiceRequest'
      ? [order.occurrenceDateTime, order.occurrencePeriod?.start]
      : []),
  ];
  for (const text of stated) {
    const at = readFhirTime(text, zone)?.earliest;
    if (at !== undefined && at.day >= now.day) return isPast(at, now) ? now : at;
  }
  return now;
}

const isPast = (at: Point, now: Point): boolean =>
  at.moment !== undefined && now.moment !== undefined && at.moment < now.moment;
