import type { ChartResourceType } from '../chart.js';
import type { LiverAnalyte } from '../evidence/liver-result.js';
import type { Day, Point } from '../time/instant.js';

/**
 * A new fact that could turn an answer. The kinds are closed: what is not listed here is never proposed. A fact is the weakest
 * of its kind that does what it says: a later day, a lower value or a fresher specimen does it too.
 */
export type ClearingFact =
  /** The injection is planned for this day. */
  | { readonly kind: 'planned-day'; readonly at: Point }
  /** Final negative tests of a fit specimen for these drugs, collected from this day on, so many hours before the dose at most. */
  | {
      readonly kind: 'negative-tests';
      readonly drugs: readonly string[];
      readonly from: Day;
      readonly withinHours: number;
      /** A positive is there, which only a test of a later day can follow. */
      readonly afterPositive: boolean;
    }
  | ResultFact
  /** A final COWS score below the number, taken now. */
  | { readonly kind: 'low-withdrawal-score'; readonly below: number }
  /** A naloxone challenge that is passed now. */
  | { readonly kind: 'passed-challenge' }
  /** The answer now to whether the patient is pregnant is no. */
  | { readonly kind: 'not-pregnant' }
  /** Route, site, dose and interval of this draft are those of the product. */
  | { readonly kind: 'corrected-order'; readonly ref: string }
  /** The entry is found to be wrong, or to have ended long enough ago; `lastUse` = the latest last use that clears it. */
  | {
      readonly kind: 'corrected-entry';
      readonly source: string;
      readonly name: string | undefined;
      readonly lastUse: Day | undefined;
    }
  /** What could not be read of the chart is read, and shows nothing new. */
  | { readonly kind: 'chart-read'; readonly resourceTypes: readonly ChartResourceType[] }
  /** This draft of the same signing is not signed. */
  | { readonly kind: 'withdrawn-draft'; readonly ref: string; readonly name: string | undefined };

/** A final laboratory result on this side of the limit, of a sample taken from this day on, so many days before the dose at most. */
export interface ResultFact {
  readonly kind: 'result';
  readonly analyte: LiverAnalyte;
  readonly bound: 'at-most' | 'below' | 'at-least';
  /** `times` = multiples of the upper limit of normal, `value` = in the unit in which the limit itself is written. */
  readonly limit: { readonly times: number } | { readonly value: number };
  /** The limit in the unit of the newest result, where there is one. */
  readonly amount: { readonly value: number; readonly unit: string | undefined } | undefined;
  readonly from: Day;
  readonly withinDays: number;
}

/** The facts of one kind about one thing, the weakest first; a set holds one of them at most. */
export interface FactChoice {
  readonly alternatives: readonly [ClearingFact, ...ClearingFact[]];
}

/** Facts that turn an answer together; none of them can be left out or weakened. */
export interface ClearingSet {
  readonly facts: readonly ClearingFact[];
}

/** What would clear the answer (issue: at most three facts each, the best set first). */
export interface WouldClear {
  /** After each of these nothing is critical any more; empty when nothing is. */
  readonly critical: readonly ClearingSet[];
  /** After each of these nothing is above info. */
  readonly aboveInfo: readonly ClearingSet[];
  /** False when the search was cut short: then there may be further sets. */
  readonly complete: boolean;
}
