import type { ExposureClass } from '../pack/terminology.js';
import type { Span } from '../time/instant.js';
import type { Provenance } from './provenance.js';

/** One result about one analyte, or about several measured together (`clinical-opioid` 6.1). */
export interface ToxicologyResult {
  /** As in the code tables. */
  readonly analyte: string;
  readonly analytes: readonly string[];
  /** Our own display of the analyte, and of the test with its method: "fentanyl", "fentanyl screen". */
  readonly name: string;
  readonly test: string;
  /** The drug about which the analyte speaks (EDDP: methadone); the ingredient under which findings fold. */
  readonly drug: string;
  readonly exposureClass: ExposureClass;
  readonly illicit: IllicitUse;
  readonly method: 'confirm' | 'screen' | 'unspecified';
  /** The drugs about which a negative says something; empty when it refutes nothing. */
  readonly covers: readonly string[];
  /** The members of a full panel that a negative covers (6.6). */
  readonly panelMembers: readonly string[];
  /** Confirmed negatives that together refute a positive screen (6.4). */
  readonly refutedBy: readonly string[];
  /** How many days before the collection the use may lie that a positive proves (6.2). */
  readonly detectionDays: number;
  /** Naltrexone itself can make this test positive (6.5). */
  readonly crossReacts: boolean;
  readonly result: 'positive' | 'negative' | 'unreadable';
  readonly status: 'final' | 'preliminary';
  /** Recognised by words alone: its positive counts, its negative clears nothing. */
  readonly coded: boolean;
  /** False: a dilute, substituted or rejected specimen. Its negative clears nothing (6.3). */
  readonly validSpecimen: boolean;
  /** Of the collection, clipped at now; undefined only where `dating` says why. */
  readonly collected: Span | undefined;
  readonly dating: Dating;
  /** Specimen reference, if any; with the collection instant it says which results belong together. */
  readonly specimen: string | undefined;
  readonly provenance: Provenance;
}

/** `issued` = no collection time, the report's own, which is later; `future` = more than the tolerance after now (3.5). */
export type Dating = 'collected' | 'issued' | 'undated' | 'future';

/** When a result proves illicit fentanyl or heroin (8.4). */
export type IllicitUse = 'always' | 'with-opioid-use-disorder' | 'never';

/**
 * What later and parallel results make of a positive (6.4): it stands; confirmation of the same specimen refutes it; a
 * negative of a later day makes its collection the last use; a final result of the same specimen replaces a preliminary one.
 */
export type Standing = 'stands' | 'refuted' | 'followed-by-negative' | 'replaced-by-final';

/** A positive, or a result that cannot be read, with its standing. */
export interface RaisedResult extends ToxicologyResult {
  readonly result: 'positive' | 'unreadable';
  readonly standing: Standing;
}

/** A final, coded, dated negative from a wholly known slice: the only kind that is ever believed. */
export interface ClearingResult extends ToxicologyResult {
  readonly result: 'negative';
  readonly collected: Span;
}

export interface ToxicologyEvidence {
  /** Positive and unreadable results, final and preliminary. */
  readonly raised: readonly RaisedResult[];
  /** Negatives that clear. */
  readonly clearing: readonly ClearingResult[];
  /** Negatives of an unfit specimen: they clear nothing, and somebody should know why. */
  readonly invalidSpecimens: readonly ClearingResult[];
  /** The members of a full panel, by name (6.6). */
  readonly panel: readonly string[];
  /** A registered result or an active order for opioid toxicology. */
  readonly pending: boolean;
}

/** A Clinical Opiate Withdrawal Scale total, 0-48. */
export interface WithdrawalScore {
  readonly score: number;
  /** A preliminary score raises, and never lowers an older one. */
  readonly final: boolean;
  /** Clipped at now; undefined only where `dating` says why. */
  readonly at: Span | undefined;
  readonly dating: Dating;
  readonly provenance: Provenance;
}

/** A naloxone challenge; `unclear` = words that are neither pass nor fail, or stopped (`clinical-opioid` 7). */
export interface NaloxoneChallenge {
  readonly outcome: 'failed' | 'passed' | 'unclear';
  /** Clipped at now; undefined only where `dating` says why. */
  readonly at: Span | undefined;
  readonly dating: Dating;
  readonly provenance: Provenance;
}
