import type { CdsCard } from '../../src/hook/cds-response.js';
import { resolveTime, zonedNow } from './case-time.js';
import type { Expectation } from './clinical-case.js';
import { dayPattern } from './find-day.js';

const LEVELS = ['none', 'info', 'warning', 'critical'];

/** What stands behind the cards of an answer, as a case expects it. */
export interface Answered {
  readonly indicator: string;
  readonly rules: readonly string[];
  readonly dates: readonly string[];
  readonly words: string;
}

export function answered(cards: readonly CdsCard[]): Answered {
  const extensions = cards.flatMap((card) => card.extension?.['org.naltrexone-cds'] ?? []);
  return {
    indicator: LEVELS[Math.max(0, ...cards.map((card) => LEVELS.indexOf(card.indicator)))] ?? '',
    rules: extensions.flatMap(({ rules }) => rules.map(({ id }) => id)),
    dates: extensions.flatMap(({ earliestDate }) => earliestDate ?? []),
    words: cards.map((card) => `${card.summary}\n${card.detail ?? ''}`).join('\n'),
  };
}

/** Every way in which an answer is not what the case expects; empty when it is. */
export function compareAnswer(
  expected: Expectation,
  cards: readonly CdsCard[],
  at: { readonly now: string; readonly timeZone: string },
): readonly string[] {
  const got = answered(cards);
  const now = zonedNow(at.now, at.timeZone);
  const { indicator, rules = [], not = [], mention = [] } = expected;
  const earliest =
    expected.earliestDate === undefined ? undefined : resolveTime(expected.earliestDate, now);
  return [
    ...(indicator === undefined || indicator === got.indicator
      ? []
      : [`indicator: expected ${indicator}, got ${got.indicator}`]),
    ...rules
      .filter((rule) => !got.rules.includes(rule))
      .map((rule) => `rule ${rule}: expected behind a card, is not`),
    ...not
      .filter((rule) => got.rules.includes(rule))
      .map((rule) => `rule ${rule}: must not be behind a card, is`),
    ...(earliest === undefined || got.dates.includes(earliest)
      ? []
      : [`earliest date: expected ${earliest}, got ${got.dates.join(', ') || 'none'}`]),
    ...mention
      .map((words) => resolveTime(words, now))
      .filter((words) => !mentions(words).test(got.words))
      .map((words) => `words: "${words}" is on no card`),
  ];
}

const mentions = (words: string): RegExp =>
  /^\d{4}-\d{2}-\d{2}$/.test(words) ? dayPattern(words) : new RegExp(words, 'i');
