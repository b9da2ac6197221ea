import type { MedicationRequest, ServiceRequest } from 'fhir/r4.js';
import { comparePoints } from '../time/distance.js';
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
  const bounds = [
    ...timings.map((timing) => timing?.repeat?.boundsPeriod?.start),
    ...(order.resourceType === 'ServiceRequest'
      ? [order.occurrenceDateTime, order.occurrencePeriod?.start]
      : []),
  ];
  const ahead = (texts: readonly unknown[]): readonly Point[] =>
    texts.flatMap((text) => {
      const at = readFhirTime(text, zone)?.earliest;
      return at !== undefined && at.day >= now.day ? [at] : [];
    });
  const events = ahead(timings.flatMap((timing) => textsOf(timing?.event)));
  const [first] = [...events.toSorted(comparePoints), ...ahead(bounds)];
  return first === undefined || isPast(first, now) ? now : first;
}

const isPast = (at: Point, now: Point): boolean =>
  at.moment !== undefined && now.moment !== undefined && at.moment < now.moment;
