import type { Allergen } from '../../evidence/allergy.js';
import { numbersOf } from '../../pack/policy.js';
import { isAfter, isWithinDays } from '../../time/distance.js';
import { dated, isWhole, type Judgement } from '../criteria/judgement.js';
import { noAcuteHepatitis, noLiverFailure } from '../criteria/liver.js';
import { opioidFree } from '../criteria/opioid-free.js';
import { judged, type JudgeItem, type ListInput, parameter, say } from '../list-input.js';

export { noAcuteHepatitis, noLiverFailure };

/**
 * An allergy to a part of the injection. Only "no known allergy" shows that there is none; a list that does not name the drug says nothing
 * (`product.md` R4).
 */
export const noHypersensitivityTo =
  (allergen: Allergen): JudgeItem =>
  (input) => {
    const { allergies, papers } = input.evidence;
    const to = allergies.filter((one) => one.allergen === allergen);
    const none = papers.noKnownAllergies;
    const evidence = [...to, ...none].map(({ provenance }) => provenance);
    const denied = none.map(({ at }) => dated(say(input, 'no-known-allergy'), at));
    if (to.length > 0) {
      const found = to.map(({ allergen: name, recorded }) => dated(name, recorded));
      return none.length > 0
        ? judged('conflicting', [...found, ...denied], evidence)
        : judged('not-met', found, evidence);
    }
    return none.length > 0 && isWhole(input, 'allergies')
      ? judged('met', denied, evidence)
      : judged('unknown');
  };

/**
 * No opioid in use now; that the lists name none proves nothing, a negative test since does, and so does a last use before the label's
 * days without opioids. A last use a few days ago shows no absence.
 */
export const noOpioidUse = (input: ListInput): Judgement =>
  opioidFree(input, { days: parameter(input, 'opioidFreeDays') });

/** Neither in withdrawal nor reacting to naloxone: by the newest score and challenge of the last days. */
export function noOpioidWithdrawal(input: ListInput): Judgement {
  const { evidence, clock } = input;
  const numbers = numbersOf<'cows.minimum' | 'cows.recent'>(input.numbers, 'opioid-withdrawal');
  const scores = evidence.withdrawalScores.flatMap(({ at, score, provenance }) =>
    at !== undefined && isWithinDays(at.latest, clock.planned, numbers['cows.recent'] / 24)
      ? [
          {
            at,
            provenance,
            name: say(input, 'withdrawal-score'),
            against: score >= numbers['cows.minimum'],
          },
        ]
      : [],
  );
  const challenges = evidence.naloxoneChallenges.flatMap(({ at, outcome, provenance }) =>
    at !== undefined &&
    outcome !== 'unclear' &&
    isWithinDays(at.latest, clock.planned, numbers['cows.recent'] / 24)
      ? [{ at, provenance, name: say(input, 'challenge'), against: outcome === 'failed' }]
      : [],
  );
  const signs = [...scores, ...challenges].sort((a, b) =>
    isAfter(b.at.latest, a.at.latest) ? 1 : -1,
  );
  const against = signs.filter((one) => one.against);
  const [newest] = signs;
  const shown = (rows: typeof signs) =>
    [
      rows.map(({ name, at }) => dated(name, at)),
      rows.map(({ provenance }) => provenance),
    ] as const;
  if (newest === undefined) return judged('unknown');
  if (newest.against) return judged('not-met', ...shown(against));
  if (against.length > 0) return judged('conflicting', ...shown(signs));
  return isWhole(input, 'assessments', 'procedures')
    ? judged('met', ...shown(signs))
    : judged('unknown', ...shown(signs));
}
