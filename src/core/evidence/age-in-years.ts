import { DAY_MS, type Point } from '../time/instant.js';
import { readFhirTime } from '../time/read-fhir-time.js';
import type { TimeZone } from '../time/time-zone.js';

/** Completed years of life at a point in time; undefined when a missing or partial birth date leaves them open. */
export function ageInYears(birthDate: unknown, at: Point, zone: TimeZone): number | undefined {
  const born = readFhirTime(birthDate, zone);
  if (born === undefined) return undefined;
  const oldest = completedYears(born.earliest.day, at.day);
  return oldest === completedYears(born.latest.day, at.day) ? oldest : undefined;
}

function completedYears(from: number, to: number): number {
  const birth = new Date(from * DAY_MS);
  const today = new Date(to * DAY_MS);
  const years = today.getUTCFullYear() - birth.getUTCFullYear();
  const months = today.getUTCMonth() - birth.getUTCMonth();
  const hadBirthday = months > 0 || (months === 0 && today.getUTCDate() >= birth.getUTCDate());
  return hadBirthday ? years : years - 1;
}
