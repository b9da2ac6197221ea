import type { Period } from 'fhir/r4.js';
import { isAfter } from '../../time/distance.js';
import type { Span } from '../../time/instant.js';
import { readFhirTime } from '../../time/read-fhir-time.js';
import type { TimeZone } from '../../time/time-zone.js';

/** The end of a period; one that ends before it starts has a slip in one of its dates, and the later one counts. */
export function readPeriodEnd(period: Period | undefined, zone: TimeZone): Span | undefined {
  const end = readFhirTime(period?.end, zone);
  const start = end && readFhirTime(period?.start, zone);
  return end !== undefined && start !== undefined && isAfter(start.earliest, end.latest)
    ? start
    : end;
}
