import { isWithinDays } from '../time/distance.js';
import type { Point } from '../time/instant.js';
import type { Exposure } from './exposure.js';
import type { NaloxoneChallenge } from './toxicology.js';

/** Parameter of the question `naloxone-challenge`. */
export type ChallengeNumbers = Readonly<Record<'unclear.recent', number>>;

/**
 * A challenge whose outcome cannot be told, or a failed one whose day cannot be told, may mean dependence (`clinical-opioid` 7):
 * possible use of an opioid nobody named.
 */
export const exposuresFromChallenges = (
  challenges: readonly NaloxoneChallenge[],
  now: Point,
  numbers: ChallengeNumbers,
): readonly Exposure[] =>
  challenges
    .filter(({ outcome, at }) =>
      at === undefined
        ? outcome !== 'passed'
        : outcome === 'unclear' && isWithinDays(at.latest, now, numbers['unclear.recent']),
    )
    .map(({ at, dating, provenance }) => ({
      ingredient: 'opioid',
      name: 'opioid',
      exposureClass: 'unknown-opioid',
      illicit: false,
      from: 'naloxone-challenge',
      certainty: 'possible',
      last: at,
      ongoing: false,
      asNeeded: false,
      listedOn: undefined,
      doubt: dating === 'future' ? 'future-dated' : 'unclear-challenge',
      provenance,
    }));
