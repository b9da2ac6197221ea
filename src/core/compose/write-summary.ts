import type { Finding } from '../rules/finding.js';
import type { PlannedDates } from '../plan/earliest-date.js';
import { day, term, type WordValue } from '../rules/rule.js';
import type { CardWords } from './card-words.js';

const LONGEST = 139;

/**
 * The first bullet's fact and date in one sentence of at most 139 characters (CDS Hooks: fewer than 140), counted in UTF-16 units,
 * which is never fewer than code points. Longer words are cut at a word's end. The earliest day that it names is that of the
 * whole answer: another finding may ask for a later one.
 * @param dates of this card
 */
export function writeSummary(
  bullets: readonly Finding[],
  dates: PlannedDates,
  words: CardWords,
): string {
  const [first] = bullets;
  if (first === undefined) throw new Error('a card without a finding');
  const values = { ...first.values, ...wholeAnswer(dates) };
  const summary = words.say(words.outcomeOf(first).summary, { ...first, values }, 'plain');
  if (summary.length <= LONGEST) return summary;
  const cut = summary.slice(0, LONGEST - 1);
  const end = cut.lastIndexOf(' ');
  return `${cut.slice(0, end > LONGEST / 2 ? end : undefined).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

function wholeAnswer(dates: PlannedDates): Readonly<Record<string, WordValue>> {
  if (dates === undefined) return {};
  return { earliestDate: dates === 'never' ? term('detail.day-unknown') : day(dates.earliest) };
}
