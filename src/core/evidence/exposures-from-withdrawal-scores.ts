import { comparePoints, isWithinDays } from '../time/distance.js';
import type { Point, Span } from '../time/instant.js';
import type { Exposure } from './exposure.js';
import type { WithdrawalScore } from './toxicology.js';

/** Parameters of the question `opioid-withdrawal`. */
export const WITHDRAWAL_SCORE_NUMBERS = ['cows.minimum', 'cows.recent'] as const;
export type WithdrawalScoreNumbers = Readonly<
  Record<(typeof WITHDRAWAL_SCORE_NUMBERS)[number], number>
>;

/** Does any recent score show withdrawal, whatever came after it? It ends the lenience of the depot lane (8.1). */
export const hasHighScore = (
  scores: readonly WithdrawalScore[],
  now: Point,
  numbers: WithdrawalScoreNumbers,
): boolean =>
  scores.some(
    ({ score, at }) =>
      score >= numbers['cows.minimum'] &&
      at !== undefined &&
      isWithinDays(at.latest, now, numbers['cows.recent'] / 24),
  );

type DatedScore = WithdrawalScore & { readonly at: Span };

/**
 * The newest score of the last hours, when it shows withdrawal (`clinical-opioid` 7). A low score calms a higher older one only
 * when it is final, from a wholly known source and surely the later one.
 */
export function activeWithdrawal(
  scores: readonly WithdrawalScore[],
  now: Point,
  numbers: WithdrawalScoreNumbers,
): DatedScore | undefined {
  const recent = scores.filter(
    (one): one is DatedScore =>
      one.at !== undefined && isWithinDays(one.at.earliest, now, numbers['cows.recent'] / 24),
  );
  const high = recent.filter(({ score }) => score >= numbers['cows.minimum']);
  const low = recent.filter(
    ({ score, final, provenance }) =>
      score < numbers['cows.minimum'] && final && provenance.complete,
  );
  const open = high.filter(
    ({ at }) => !low.some((later) => comparePoints(later.at.earliest, at.latest) > 0),
  );
  return open.reduce<DatedScore | undefined>(
    (newest, one) =>
      newest === undefined || comparePoints(one.at.latest, newest.at.latest) > 0 ? one : newest,
    undefined,
  );
}

/**
 * A score that shows withdrawal and no longer counts as acute proves recent dependence: possible use, at the latest when it was
 * taken, of an opioid that nobody named (`clinical-opioid` 7).
 */
export function exposuresFromWithdrawalScores(
  scores: readonly WithdrawalScore[],
  now: Point,
  numbers: WithdrawalScoreNumbers,
): readonly Exposure[] {
  const active = activeWithdrawal(scores, now, numbers);
  return scores
    .filter((one) => one.score >= numbers['cows.minimum'] && one !== active)
    .map(({ at, dating, provenance }) => ({
      ingredient: 'opioid',
      name: 'opioid',
      exposureClass: 'unknown-opioid',
      illicit: false,
      from: 'withdrawal-score',
      certainty: 'possible',
      last: at,
      ongoing: false,
      asNeeded: false,
      listedOn: undefined,
      doubt: dating === 'future' ? 'future-dated' : 'withdrawal-score',
      provenance,
    }));
}
