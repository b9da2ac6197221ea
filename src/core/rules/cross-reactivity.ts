import type { RaisedResult } from '../evidence/toxicology.js';
import { elapsedDays } from '../time/distance.js';
import { isNaltrexoneOnBoard, type OnBoardNumbers } from './naltrexone-on-board.js';
import type { RuleInput } from './rule.js';

export type CrossReactivityNumbers = OnBoardNumbers & Readonly<Record<'positive.counted', number>>;

/**
 * Positive tests that naltrexone itself can explain (`clinical-opioid` 6.5): an oxycodone or opiates screen, or noroxymorphone,
 * collected with naltrexone on board, while no other opioid was found positive. Oxycodone, noroxycodone or oxymorphone confirmed
 * is real.
 */
export function crossReactivePositives(
  positives: readonly RaisedResult[],
  { evidence, clock }: RuleInput,
  numbers: CrossReactivityNumbers,
): readonly RaisedResult[] {
  const otherOpioid = evidence.toxicology.raised.some(
    ({ result, standing, crossReacts, collected }) =>
      !crossReacts &&
      result === 'positive' &&
      standing !== 'refuted' &&
      (collected === undefined ||
        elapsedDays(collected.latest, clock.planned) < numbers['positive.counted']),
  );
  return otherOpioid
    ? []
    : positives.filter(
        ({ crossReacts, collected }) =>
          crossReacts &&
          collected !== undefined &&
          isNaltrexoneOnBoard(evidence, collected, numbers),
      );
}
