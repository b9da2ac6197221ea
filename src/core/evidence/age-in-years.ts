import { DAY_MS, type Point } from '../time/instant.js';
import { readFhirTime } from '../time/read-fhir-time.js';
import type { TimeZone } from '../time/time-zone.js';

/** The age between which a partial birth date leaves it open; both are equal when it is sure. */
export interface AgeInYears {
  readonly least: number;
  readonly most: number;
}

/** Completed years of life at a point in time; undefined without a birth date. */
export function possibleAges(
  birthDate: unknown,
  at: Point,
  zone: TimeZone,
): AgeInYears | undefined {
  const born = readFhirTime(birthDate, zone);
  return born === undefined
    ? undefined
    : {
        least: completedYears(born.latest.day, at.day),
        most: completedYears(born.earliest.day, at.day),
      };
}

/** The same where one number is sure; undefined when a missing or partial birth date leaves it open. */
export function ageInYears(birthDate: unknown, at: Point, zone: TimeZone): number | undefined {
  const ages = possibleAges(birthDate, at, zone);
  return ages?.least === ages?.most ? ages?.most : undefined;
}

function completedYears(from: number, to: number): number {
  const birth = new Date(from * DAY_MS);
  const today = new Date(to * DAY_MS);
  const years = today.getUTCFullYear() - birth.getUTCFullYear();
  const months = today.getUTCMonth() - birth.getUTCMonth();
  const hadBirthday = months > 0 || (months === 0 && today.getUTCDate() >= birth.getUTCDate());
  return hadBirthday ? years : years - 1;
}
