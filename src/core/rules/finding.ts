import type { Provenance } from '../evidence/provenance.js';
import type { Day } from '../time/instant.js';
import type { FindingDates, WordValue } from './rule.js';

export type Indicator = 'info' | 'warning' | 'critical';

/** A verdict with the knowledge that belongs to it: rule id, version, severity under the site's policy, card words. */
export interface Finding {
  readonly rule: string;
  readonly version: string;
  readonly question: string;
  readonly outcome: string;
  readonly state: 'met' | 'unknown' | 'conflicting';
  readonly indicator: Indicator;
  readonly card: 'safety' | 'missing' | 'ride-along' | 'readiness';
  /** Shadow findings are recorded and never shown. */
  readonly shadow: boolean;
  /** The drafts about which it speaks; one, until the findings of several drafts are merged. */
  readonly orders: readonly string[];
  readonly subject: string | undefined;
  readonly values: Readonly<Record<string, WordValue>>;
  readonly evidence: readonly Provenance[];
  readonly dates: FindingDates | undefined;
  /** Somebody has answered for it on this day, until that one; left out = nobody has. */
  readonly acknowledged?: { readonly on: Day; readonly until: Day | undefined };
}

const SEVERITY: readonly Indicator[] = ['info', 'warning', 'critical'];

export const isAtLeast = (indicator: Indicator, level: Indicator): boolean =>
  SEVERITY.indexOf(indicator) >= SEVERITY.indexOf(level);

/** The worst indicator of some findings; info when there are none. */
export const worstIndicator = (findings: readonly Pick<Finding, 'indicator'>[]): Indicator =>
  findings.reduce<Indicator>(
    (worst, { indicator }) => (isAtLeast(indicator, worst) ? indicator : worst),
    'info',
  );
