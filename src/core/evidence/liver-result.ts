import type { LiverSignDegree, LiverTestAnalyte } from '../pack/terminology.js';
import type { Moment, Span } from '../time/instant.js';
import type { Diagnosis } from './diagnosis.js';
import type { Provenance } from './provenance.js';

/** What liver, coagulation and renal questions read; further analytes of the code tables are no results here. */
export type LiverAnalyte = Exclude<
  LiverTestAnalyte,
  | 'bilirubin-indirect'
  | 'prothrombin-time'
  | 'ammonia'
  | 'ast-alt-ratio'
  | 'hepatitis-serology'
  | 'hepatic-panel'
  | 'metabolic-panel'
>;

/** Where an upper limit of normal came from (`clinical-liver-other` B2.7). */
export type UpperLimitOrigin = 'result' | 'site' | 'default';

/** One laboratory result in canonical units with its upper limits of normal (B2.2-B2.7). */
export interface LiverResult {
  readonly analyte: LiverAnalyte;
  /** Our display of the analyte, fit for a card. */
  readonly name: string;
  /**
   * When the specimen was taken. Of a partial date the latest day counts for a hazard, the earliest for reassurance; no end
   * lies after now.
   */
  readonly at: Span;
  readonly issued: Moment | undefined;
  /** `at` is the time of release, for want of a collection time. */
  readonly lowCertainty: boolean;
  /** `corrected` is also amended: at one time it replaces the others. `preliminary` raises and never clears. */
  readonly status: 'corrected' | 'final' | 'preliminary';
  readonly value: LiverValue;
  readonly provenance: Provenance;
}

export type ReadableLiverResult = LiverResult & { readonly value: ReadableLiverValue };

export interface ReadableLiverValue {
  readonly readable: true;
  /** In the canonical unit of the analyte; undefined when only the ratio to the limit is known. */
  readonly canonical: number | undefined;
  /** As the laboratory reported it; the unit in our spelling, undefined = none that we know. Absent = "normal" in words. */
  readonly reported: { readonly value: number; readonly unit: string | undefined } | undefined;
  /** The number is a bound: the true value lies above, or below, it. */
  readonly bound: 'above' | 'below' | undefined;
  /** Undefined for an analyte without an upper limit. */
  readonly upperLimit: UpperLimit | undefined;
}

/** Upper limits of normal in the unit of the reported value, and the value as a multiple of them. */
export interface UpperLimit {
  /** The lowest limit that may apply decides warnings. */
  readonly lowest: number;
  /** The highest one decides critical. */
  readonly highest: number;
  readonly timesLowest: number;
  readonly timesHighest: number;
  readonly origin: UpperLimitOrigin;
  /** The laboratory's own range was there and could not be used. */
  readonly rangeUnusable: boolean;
}

export type LiverValue =
  ReadableLiverValue | { readonly readable: false; readonly why: LiverUnreadable };

/** Why a result says nothing; unknown is never normal (B2.5, B2.6). */
export type LiverUnreadable =
  | 'no-number'
  | 'no-unit'
  | 'unknown-unit'
  | 'contradictory-unit'
  | 'implausible'
  | 'unit-suspect'
  | 'bound-tells-nothing'
  | 'local-code'
  | 'undated';

/** What an examination said about ascites or hepatic encephalopathy (B2.14). */
export interface LiverSign {
  readonly sign: 'ascites' | 'hepatic-encephalopathy';
  /** `present` = the degree is not said. Answers that say nothing are no signs. */
  readonly degree: LiverSignDegree;
  /** Clipped at now. */
  readonly at: Span;
  readonly final: boolean;
  readonly provenance: Provenance;
}

export interface LiverEvidence {
  /** In no order that means anything. */
  readonly results: readonly LiverResult[];
  /** In no order that means anything. */
  readonly signs: readonly LiverSign[];
  /** Active Conditions of the liver groups; their times are clipped at now. */
  readonly conditions: readonly Diagnosis[];
  /** Undefined when the birth date leaves it open. */
  readonly ageYears: number | undefined;
  /** A registered panel or enzyme, or an active ServiceRequest for one. */
  readonly pending: boolean;
  /** Results, signs and Conditions dated more than a day ahead: ignored, and to be said (0.4). */
  readonly futureDated: readonly Provenance[];
}
