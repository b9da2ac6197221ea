import type { ReviewDate } from '../../core/pack/review-dates.js';
import type { DecisionRecord } from '../../record/decision-record.js';
import type { Stratum } from '../measures/tally.js';

/** Null = withheld: a small number, or one that would give a small number away. */
export type Count = number | null;

/** One stratum of a table. A class is its path with slashes; `''` is all of them. A class that is not there is 0. */
export interface ReportRow extends Stratum {
  readonly counts: Readonly<Record<string, Count>>;
}

interface ByQuestion {
  readonly question: DecisionRecord['question'];
  readonly rows: readonly ReportRow[];
}

export interface RuleTable extends ByQuestion {
  readonly rule: string;
  readonly version: string;
  /** Orders on which it fired at least once; by client only. */
  readonly orders: readonly ReportRow[];
}

/** Milliseconds for gathering and deciding, by nearest rank; null where there are fewer than 11 calls. */
export interface Latency {
  readonly client: string;
  readonly hook: DecisionRecord['hook'];
  readonly p50: Count;
  readonly p95: Count;
}

/** What recorded answers of a period say, ready to be shown: nothing in it is about fewer than 11 events. */
export interface GovernanceReport {
  readonly schema: 1;
  /** ISO days of the time zone, both within the period. */
  readonly period: { readonly from: string; readonly until: string; readonly timeZone: string };
  /** The one client that is shown; left out = all. */
  readonly client?: string;
  /** Instant, ISO 8601 in UTC. */
  readonly madeAt: string;
  /** Hash of the knowledge in force when it was made. */
  readonly knowledge: string;
  readonly clients: readonly string[];
  readonly orders: readonly ByQuestion[];
  /** Those that were decided. */
  readonly calls: readonly ByQuestion[];
  /** Those that were not, or whose client got an error in place of the cards. */
  readonly faults: readonly ByQuestion[];
  readonly cards: readonly ByQuestion[];
  readonly rules: readonly RuleTable[];
  readonly slices: readonly { readonly slice: string; readonly rows: readonly ReportRow[] }[];
  readonly unreadTexts: readonly ReportRow[];
  /** Feedback that arrived in the period, by whether its card is known. */
  readonly feedback: readonly ReportRow[];
  readonly latency: readonly Latency[];
  /** Sorted by day. */
  readonly reviewDates: readonly ReviewDate[];
  /** How many counts are withheld. */
  readonly withheld: number;
}
