import type { Evidence } from '../evidence/evidence.js';
import { hasActiveOpioidDiagnosis } from '../evidence/indication.js';
import type { ClearingResult } from '../evidence/toxicology.js';
import { exposuresFromToxicology } from '../evidence/toxicology/exposures-from-toxicology.js';
import { standingOf } from '../evidence/toxicology/standing-of.js';
import type { Clock } from '../rules/rule.js';
import { type Day, dayPlus, exactly, onDay, type Point } from '../time/instant.js';
import type { ClearingFact } from './clearing-fact.js';

type NegativeTests = Extract<ClearingFact, { readonly kind: 'negative-tests' }>;

/** Could the sample only be taken after the dose? */
export const isTooLate = (fact: ClearingFact, { planned }: Clock): boolean =>
  (fact.kind === 'negative-tests' || fact.kind === 'result') && fact.from > planned.day;

/** The first moment at which a sample is fresh enough for the dose: now, or a whole day ahead. */
export function firstCollection(from: Day, withinDays: number, { now, planned }: Clock): Point {
  const first = dayPlus(planned.day, -withinDays);
  const day = first > from ? first : from;
  return day <= now.day ? now : onDay(day);
}

/** Every positive is weighed anew against the negatives, and what follows from it for the last use. */
export function withNegativeTests(evidence: Evidence, fact: NegativeTests, clock: Clock): Evidence {
  const { toxicology, diagnoses } = evidence;
  const { from, withinHours } = fact;
  const collected = exactly(firstCollection(from, Math.floor(withinHours / 24), clock));
  const { raised, panel } = toxicology;
  const clearing = [
    ...toxicology.clearing,
    { collected, ...coverageOf(raised, panel), ...NEGATIVE } satisfies ClearingResult,
  ];
  const weighed = {
    ...toxicology,
    clearing,
    raised: raised.map((one) => ({ ...one, standing: standingOf(one, clearing, raised) })),
  };
  return {
    ...evidence,
    toxicology: weighed,
    exposures:
      raised.length === 0
        ? evidence.exposures
        : [
            ...evidence.exposures.filter((one) => one.from !== 'toxicology'),
            ...exposuresFromToxicology(weighed, hasActiveOpioidDiagnosis(diagnoses)),
          ],
  };
}

/** The tests cover what the chart's positives speak of, and every member of a full panel. */
const coverageOf = (
  raised: Evidence['toxicology']['raised'],
  panel: Evidence['toxicology']['panel'],
) => ({
  analytes: raised.flatMap(({ analytes }) => analytes),
  covers: [...panel, ...raised.flatMap(({ covers, refutedBy }) => [...covers, ...refutedBy])],
  panelMembers: panel,
});

const NEGATIVE = {
  analyte: 'opioids',
  name: 'opioids',
  test: 'opioids',
  drug: 'opioid',
  exposureClass: 'unknown-opioid',
  illicit: 'never',
  method: 'unspecified',
  refutedBy: [],
  detectionDays: 0,
  crossReacts: false,
  result: 'negative',
  status: 'final',
  coded: true,
  validSpecimen: true,
  dating: 'collected',
  specimen: undefined,
  provenance: { source: 'Observation/new-tests', slice: 'laboratory', complete: true },
} as const;
