import type { Knowledge, SitePolicy } from '../pack/knowledge.js';
import { overdueOn, siteReviewDates } from '../pack/review-dates.js';
import type { Finding } from '../rules/finding.js';
import { list, text } from '../rules/rule.js';
import { DAY_MS, type Day } from '../time/instant.js';
import type { CardWords } from './card-words.js';
import { isoDay } from './format-day.js';

/**
 * The line of a card whose knowledge, or whose site's own changes, nobody has reviewed in time. The verdict stays what it is:
 * late knowledge is still the best there is, and silence would read as safe.
 * @param findings of the card; its knowledge is that of their questions and of the drug
 * @returns one sentence, none while nothing is overdue
 */
export function writeOverdue(
  findings: readonly Pick<Finding, 'question'>[],
  today: Day,
  knowledge: Knowledge,
  site: SitePolicy,
  words: CardWords,
): readonly string[] {
  const asked = new Set(findings.map(({ question }) => question));
  const ours = [knowledge.drug, ...knowledge.questions.values()].filter(
    ({ id }) => id === knowledge.drug.id || asked.has(id),
  );
  const overdue = overdueOn(isoDay(today), [...ours, ...siteReviewDates(site)]);
  const [first] = overdue;
  if (first === undefined) return [];
  const what = [...new Set(overdue.map(({ id }) => id))].map(text);
  return [
    words.sentence('detail.review-overdue', {
      since: { kind: 'day', day: (Date.parse(first.reviewBy) / DAY_MS) as Day },
      what: list(what),
    }),
  ];
}
