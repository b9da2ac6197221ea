import type { SliceName } from '../chart.js';
import type { Evidence } from '../evidence/evidence.js';
import type { Exposure } from '../evidence/exposure.js';
import { hasActiveOpioidDiagnosis, isOpioidTherapy } from '../evidence/indication.js';
import { elapsedDays, elapsedHours, isAfter } from '../time/distance.js';
import type { Point, Span } from '../time/instant.js';
import type { RuleInput } from './rule.js';

export const PERIOPERATIVE_LANE_NUMBERS = ['lane.one-day-within', 'lane.no-other-opioid'] as const;
export type PerioperativeNumbers = Readonly<
  Record<(typeof PERIOPERATIVE_LANE_NUMBERS)[number], number>
>;

/**
 * Intravenous doses around one procedure that may be judged by hours instead of days (`clinical-opioid` 8.2): no opioid
 * diagnosis or long-term therapy, all such doses of the week before the newest on one local day, no other opioid in the last
 * two weeks. Empty when the doses do not qualify: they then count as short-acting exposures.
 */
export function perioperativeDoses(
  { evidence, clock }: Pick<RuleInput, 'evidence' | 'clock'>,
  numbers: PerioperativeNumbers,
): readonly ObservedDose[] {
  const doses = evidence.exposures.filter(isObservedPerioperative);
  const newest = newestDose(doses);
  if (newest === undefined || rulesOutLane(evidence)) return [];
  const recent = doses.filter(
    ({ last }) => elapsedHours(last.latest, newest.last.latest) <= numbers['lane.one-day-within'],
  );
  const oneDay = recent.every(({ last }) => last.earliest.day === newest.last.latest.day);
  const others = evidence.exposures.some(
    (exposure) =>
      !isObservedPerioperative(exposure) &&
      isWithin(exposure, clock.planned, numbers['lane.no-other-opioid']),
  );
  const depots = evidence.buprenorphineDepots.some(
    ({ at }) =>
      at === undefined || elapsedDays(at.latest, clock.planned) < numbers['lane.no-other-opioid'],
  );
  const positives = evidence.toxicology.raised.some(
    ({ result, standing, collected }) =>
      result === 'positive' &&
      standing === 'stands' &&
      (collected === undefined ||
        elapsedDays(collected.latest, clock.planned) < numbers['lane.no-other-opioid']),
  );
  return oneDay && !others && !depots && !positives ? doses : [];
}

/** A dose that was seen given, at a known time. */
export type ObservedDose = Exposure & { readonly last: Span };

const isObservedPerioperative = (exposure: Exposure): exposure is ObservedDose =>
  exposure.exposureClass === 'perioperative' &&
  exposure.from === 'administration' &&
  exposure.certainty === 'confirmed' &&
  !exposure.ongoing &&
  exposure.last !== undefined;

/** Where an opioid diagnosis or another opioid would stand. */
const EXCLUDES_OTHERS: readonly SliceName[] = [
  'conditions',
  'medicationRequests',
  'medicationStatements',
  'medicationDispenses',
  'medicationAdministrations',
  'procedures',
  'laboratory',
  'assessments',
];

/** What is not wholly read cannot exclude an opioid diagnosis or another opioid. */
const rulesOutLane = (evidence: Evidence): boolean =>
  EXCLUDES_OTHERS.some((slice) => evidence.incomplete.has(slice)) ||
  hasActiveOpioidDiagnosis(evidence.diagnoses) ||
  evidence.diagnoses.some(isOpioidTherapy);

export const newestDose = (doses: readonly ObservedDose[]): ObservedDose | undefined =>
  doses.reduce<ObservedDose | undefined>(
    (newest, one) =>
      newest === undefined || isAfter(one.last.latest, newest.last.latest) ? one : newest,
    undefined,
  );

const isWithin = (exposure: Exposure, planned: Point, days: number): boolean =>
  exposure.ongoing ||
  exposure.last === undefined ||
  elapsedDays(exposure.last.latest, planned) < days;
