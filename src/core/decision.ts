import type { OverrideReason } from './compose/give-reasons.js';
import type { Offers } from './compose/suggest/suggestion.js';
import type { ChartResourceType, SliceName, SliceFault } from './chart.js';
import type { LocalCodeEntry } from './pack/local-codes.js';
import type { WouldClear } from './plan/clearing-fact.js';
import type { InductionPlan } from './plan/induction-plan.js';
import type { Finding, Indicator } from './rules/finding.js';
import type { Readiness } from './readiness/assess-readiness.js';
import type { BillingPreview } from './readiness/billing-preview.js';
import type { LiverScores } from './rules/liver/scores/liver-scores.js';

/** Id, version, state and indicator of a rule behind a card. */
export interface CardRule {
  readonly id: string;
  readonly version: string;
  readonly state: Finding['state'];
  readonly indicator: Indicator;
}

/** A card's whole content; `hook/respond.ts` adds uuids and the client's dialect. Dates are ISO days of the site's zone. */
export interface CardContent extends Offers {
  /** `checked` = nothing was found, for a site that wants to hear so. */
  readonly kind: 'safety' | 'missing' | 'checked' | 'readiness';
  readonly indicator: Indicator;
  readonly summary: string;
  readonly detail: string;
  readonly source: { readonly label: string; readonly url: string; readonly topic: Topic };
  readonly overrideReasons: readonly OverrideReason[];
  readonly orders: readonly string[];
  readonly rules: readonly CardRule[];
  readonly notBefore: string | undefined;
  readonly earliestDate: string | undefined;
  /** Sorted FHIR resource types of the slices that failed or are partial. */
  readonly unknown: readonly string[];
}

export interface Topic {
  readonly system: string;
  readonly code: string;
  readonly display: string;
}

/** A chart input that was not, or not wholly, seen. */
export interface Gap {
  readonly slice: SliceName;
  readonly resourceType: ChartResourceType;
  readonly state: 'partial' | 'failed' | 'not-asked';
  readonly fault: SliceFault;
}

/** A line of the site's list of local codes, and what was read by it, as `Type/id` or as the reference of a draft. */
export interface UsedLocalCode extends LocalCodeEntry {
  readonly sources: readonly string[];
}

/**
 * The product's central value: what was decided about the orders of one hook call, and everything that a card or the
 * app shows about it. Holds no ids of the call, so that the same inputs always give the same decision.
 */
export interface Decision {
  readonly orders: readonly string[];
  readonly findings: readonly Finding[];
  readonly cards: readonly CardContent[];
  readonly notBefore: string | undefined;
  readonly earliestDate: string | undefined;
  /** Of the first order; undefined for a drafted opioid. */
  readonly plan: InductionPlan | undefined;
  /** Undefined while nothing is above info, and for a drafted opioid. */
  readonly wouldClear: WouldClear | undefined;
  readonly gaps: readonly Gap[];
  readonly localCodes: readonly UsedLocalCode[];
  /** Computed when asked for. On the planned day of the first order; undefined for a drafted opioid, for which no liver tests are read. */
  readonly liverScores: LiverScores | undefined;
  /**
   * Computed when asked for. Of the first order that is a depot; undefined for a drafted opioid. Whole only when the slices of both questions,
   * `naltrexone` and `readiness` with documentation on, were read: what was not is unknown in it.
   */
  readonly readiness: Readiness | undefined;
  /** Computed when asked for: what a claim for the first order will look like; undefined for a drafted opioid. */
  readonly billing: BillingPreview | undefined;
  readonly knowledge: string;
}
