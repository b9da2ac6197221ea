import type { FindingDates } from '../rules/rule.js';
import type { Day } from '../time/instant.js';

/** `earliest` = nothing is said from this day on; before `notBefore` the answer is critical. `never` = no day can be given. */
export type PlannedDates = FindingDates | undefined;

/** The dates of a whole answer: the latest over all findings (`clinical-opioid` 12). Use without an end leaves none at all. */
export function earliestDate(findings: readonly { readonly dates?: PlannedDates }[]): PlannedDates {
  const dates = findings.flatMap((finding) => finding.dates ?? []);
  if (dates.length === 0) return undefined;
  const dated = dates.flatMap((one) => (one === 'never' ? [] : [one]));
  if (dated.length < dates.length) return 'never';
  const notBefore = dated.flatMap((one) => one.notBefore ?? []);
  return {
    notBefore: notBefore.length === 0 ? undefined : latest(notBefore),
    earliest: latest(dated.map((one) => one.earliest)),
  };
}

const latest = (days: readonly Day[]): Day =>
  days.reduce((latestDay, day) => (day > latestDay ? day : latestDay));
