import type { Evidence } from '../evidence/evidence.js';
import type { ReadableLiverResult, ReadableLiverValue } from '../evidence/liver-result.js';
import type { Clock } from '../rules/rule.js';
import { exactly } from '../time/instant.js';
import type { ResultFact } from './clearing-fact.js';
import { newestWithLimit } from './newest-with-limit.js';
import { firstCollection } from './with-negative-tests.js';

/** How far beyond an excluded limit the value is taken that stands for all values beyond it. */
const JUST = 1e-6;

/** A result at the limit, or just beyond it where the limit itself does not clear. */
export function withResult(evidence: Evidence, fact: ResultFact, clock: Clock): Evidence {
  const { liver } = evidence;
  const like = newestWithLimit(liver.results, fact.analyte);
  const result: ReadableLiverResult = {
    analyte: fact.analyte,
    name: like?.name ?? fact.analyte,
    at: exactly(firstCollection(fact.from, fact.withinDays, clock)),
    issued: clock.now.moment,
    lowCertainty: false,
    status: 'final',
    value: valueOf(fact, like),
    provenance: { source: 'Observation/new-result', slice: 'liverTests', complete: true },
  };
  return { ...evidence, liver: { ...liver, results: [...liver.results, result] } };
}

function valueOf(
  { bound, limit, amount }: ResultFact,
  like: ReadableLiverResult | undefined,
): ReadableLiverValue {
  const factor = bound === 'below' ? 1 - JUST : 1;
  if ('value' in limit) {
    const value = limit.value * factor;
    return {
      readable: true,
      bound: undefined,
      canonical: value,
      reported: { value: amount?.value ?? value, unit: amount?.unit },
      upperLimit: like?.value.upperLimit,
    };
  }
  const { lowest, highest } = like?.value.upperLimit ?? { lowest: 1, highest: 1 };
  const value = limit.times * factor * (bound === 'at-most' ? highest : lowest);
  const { canonical, reported } = like?.value ?? {};
  return {
    readable: true,
    bound: undefined,
    canonical:
      canonical === undefined || reported === undefined || reported.value === 0
        ? undefined
        : (canonical / reported.value) * value,
    reported: { value, unit: reported?.unit },
    upperLimit: {
      lowest,
      highest,
      timesLowest: value / lowest,
      timesHighest: value / highest,
      origin: like?.value.upperLimit?.origin ?? 'result',
      rangeUnusable: false,
    },
  };
}
