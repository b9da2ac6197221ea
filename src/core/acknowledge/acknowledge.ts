import { resourceOf } from '../evidence/provenance.js';
import type { SiteFile } from '../pack/site.js';
import type { Finding } from '../rules/finding.js';
import { type Day, dayPlus } from '../time/instant.js';
import type { Acknowledgement } from './acknowledgement.js';
import { evidenceKey } from './evidence-key.js';

/** What a site allows; both are off unless its file says so. */
export type RepeatPolicy = Pick<SiteFile, 'repeatedCards' | 'snooze'>;

/** What could not be read is said anew each time. */
const ALWAYS_SAID = 'data-source-unreadable';

/**
 * A finding that somebody has answered for already becomes an info line, where the site allows it: one that says the same about
 * the same order again, or one that was put off for a time that is not over. Never a critical one, and never that the chart
 * could not be read; new evidence ends both.
 */
export function acknowledge(
  finding: Finding,
  acknowledgements: readonly Acknowledgement[],
  { repeatedCards, snooze }: RepeatPolicy,
  today: Day,
): Finding {
  if (finding.indicator === 'critical' || finding.rule === ALWAYS_SAID) return finding;
  const given = acknowledgements.filter((one) => one.on <= today && isAbout(one, finding));
  const repeated =
    repeatedCards === undefined
      ? undefined
      : given.find(
          ({ findings, orders }) => orders !== undefined && findings.includes(evidenceKey(finding)),
        );
  if (repeated !== undefined) {
    return { ...finding, indicator: 'info', acknowledged: { on: repeated.on, until: undefined } };
  }
  if (snooze === undefined) return finding;
  const open = given
    .map(({ on, until }) => ({ on, until: soonerOf(until, dayPlus(on, snooze.maxDays)) }))
    .find(({ until }) => until >= today);
  return open === undefined ? finding : { ...finding, indicator: 'info', acknowledged: open };
}

const soonerOf = (stated: Day | undefined, longest: Day): Day =>
  stated === undefined || stated > longest ? longest : stated;

const isAbout = (
  { rules, orders, evidence }: Acknowledgement,
  { rule, orders: spokenOf, evidence: seen }: Finding,
): boolean =>
  rules.includes(rule) &&
  (orders === undefined || spokenOf.every((order) => orders.includes(order))) &&
  (evidence === undefined || seen.every(({ source }) => evidence.includes(resourceOf(source))));
