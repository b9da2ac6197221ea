import type { NaloxoneChallenge } from '../evidence/toxicology.js';
import { dayAfter, elapsedDays, isAfter, isWithinDays } from '../time/distance.js';
import type { Span } from '../time/instant.js';
import { day, defineRule, number, span, type Verdict } from './rule.js';

const OUTCOMES = {
  'failed-recently': ['challenged', 'days', 'earliestDate'],
  'failed-earlier': ['challenged', 'days', 'earliestDate'],
  'failed-before': ['challenged', 'days'],
} as const;

/**
 * Did a naloxone challenge show that the patient still depends on opioids? (`clinical-opioid` 7, 11)
 *
 * When the newest readable challenge failed, then naloxone-challenge-failed: critical within a week, a warning within a month.
 * A later pass ends it and changes nothing else. Counts to now, whatever the planned day.
 */
export const naloxoneChallenge = defineRule({
  question: 'naloxone-challenge',
  asks: 'naltrexone',
  needs: ['procedures', 'assessments', 'laboratory'],
  parameters: ['failed.critical', 'failed.counted', 'failed.clear', 'unclear.recent'],
  borrows: { 'opioid-interval': ['precise-interval'] },
  outcomes: OUTCOMES,
  judge: ({ evidence, clock }, numbers): readonly Verdict<typeof OUTCOMES>[] => {
    const failed = newestOpenFailure(evidence.naloxoneChallenges);
    if (failed === undefined) return [];
    const { latest } = failed.at;
    if (!isWithinDays(latest, clock.now, numbers['failed.counted'])) return [];
    const found = {
      evidence: [failed.provenance],
      values: { challenged: span(failed.at), days: number(elapsedDays(latest, clock.now)) },
    };
    if (elapsedDays(latest, clock.now) >= numbers['failed.clear']) {
      return [{ ...found, outcome: 'failed-before' }];
    }
    const dates = {
      notBefore: dayAfter(latest, numbers['failed.critical'] + 1, clock.zone),
      earliest: dayAfter(latest, numbers['failed.clear'], clock.zone),
    };
    const precise =
      latest.day - failed.at.earliest.day <= numbers['precise-interval'] ||
      isWithinDays(failed.at.earliest, clock.now, numbers['failed.critical']);
    const recent = precise && isWithinDays(latest, clock.now, numbers['failed.critical']);
    const outcome = recent ? 'failed-recently' : 'failed-earlier';
    return [
      { ...found, outcome, values: { ...found.values, earliestDate: day(dates.earliest) }, dates },
    ];
  },
});

type Dated = NaloxoneChallenge & { readonly at: Span };

/** The newest failure that no surely later pass from a wholly read source has ended; an undated one is possible use. */
function newestOpenFailure(challenges: readonly NaloxoneChallenge[]): Dated | undefined {
  const dated = challenges.filter((one): one is Dated => one.at !== undefined);
  const passes = dated.filter(
    ({ outcome, provenance }) => outcome === 'passed' && provenance.complete,
  );
  const open = dated.filter(
    ({ outcome, at }) =>
      outcome === 'failed' && !passes.some((pass) => isAfter(pass.at.earliest, at.latest)),
  );
  return open.reduce<Dated | undefined>(
    (newest, one) =>
      newest === undefined || isAfter(one.at.latest, newest.at.latest) ? one : newest,
    undefined,
  );
}
