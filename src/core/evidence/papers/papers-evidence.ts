import type { ConsentTopic, InjectionSite, Psychosocial, Route } from '../../pack/terminology.js';
import type { Day, Span } from '../../time/instant.js';
import type { Provenance } from '../provenance.js';

/**
 * A paper in which the patient agrees to naltrexone, or does not (`clinical-liver-other` E2). A consent to treatment in general,
 * or to pass on records, is none.
 */
export interface NaltrexoneConsent {
  readonly from: 'consent' | 'document' | 'questionnaire' | 'procedure';
  /** On the planned day. `ended` = past its last day, or withdrawn; `unfinished` = a draft, a blank form, not answered. */
  readonly standing: 'valid' | 'ended' | 'refused' | 'unfinished';
  /** What its words say it told the patient about; the signed paper itself is not read. */
  readonly topics: readonly ConsentTopic[];
  readonly at: Span | undefined;
  /** The last day on which it counts; undefined = it names none. */
  readonly until: Day | undefined;
  readonly provenance: Provenance;
}

/** Counselling or another psychosocial treatment (`product.md` C2, R7). */
export interface PsychosocialTreatment {
  readonly treatment: Psychosocial;
  readonly from: 'procedure' | 'visit' | 'appointment' | 'order' | 'care-plan' | 'document';
  /** `held` = it took place; `planned` = ordered, booked, or part of an active plan of care. */
  readonly standing: 'held' | 'planned';
  /** Of a plan of care its start. Never clipped: what is planned lies ahead. */
  readonly at: Span | undefined;
  /** The words by which it was recognised; undefined for a code without words. Chart text: never print it without escaping. */
  readonly what: string | undefined;
  readonly provenance: Provenance;
}

/** A paper that tells the history, lays down the treatment, or shows that overdose or naltrexone was talked about. */
export interface ChartPaper {
  readonly is: 'history' | 'treatment-plan' | 'overdose-education' | 'naltrexone-education';
  readonly at: Span | undefined;
  /** Chart text: never print it without escaping. */
  readonly what: string | undefined;
  /**
   * Of a plan of care that names naltrexone or a use disorder: its lines about visits and tests. Chart text: never print it without
   * escaping.
   */
  readonly monitoring: readonly string[];
  readonly provenance: Provenance;
}

/** An encounter that took place. */
export interface Visit {
  readonly setting: 'outpatient' | 'emergency' | 'inpatient';
  /** From its first to its last day; clipped at now. */
  readonly at: Span;
  /** Chart text: never print it without escaping. */
  readonly what: string | undefined;
  readonly provenance: Provenance;
}

/** What the record of an observed dose of depot naltrexone says beyond its day; the dose itself is in `naltrexoneDoses`. */
export interface DepotAdministration {
  readonly at: Span;
  readonly doseMg: number | undefined;
  readonly route: Route | undefined;
  readonly sites: readonly InjectionSite[];
  /** Of the vial, as it stands in the chart: never print it without escaping. */
  readonly lotNumber: string | undefined;
  readonly expires: Span | undefined;
  readonly provenance: Provenance;
}

/** It is written down that a medication was not taken as prescribed (`product.md` C9). */
export interface NonAdherence {
  readonly from: 'condition' | 'statement' | 'document';
  readonly at: Span | undefined;
  /** Chart text, or our own words for a code: never print it without escaping. */
  readonly what: string | undefined;
  readonly provenance: Provenance;
}

/** A diagnosis of opioid or alcohol use that is none of the patient's now: refuted, or of a relative. */
export interface NoIndication {
  readonly is: 'refuted' | 'family-history';
  /** Chart text: never print it without escaping. */
  readonly what: string | undefined;
  readonly provenance: Provenance;
}

/** Somebody asked about allergies and wrote down that none is known. */
export interface NoKnownAllergy {
  readonly at: Span | undefined;
  readonly provenance: Provenance;
}

/** The papers about a treatment with naltrexone; empty while no question reads papers. No safety rule reads it. */
export interface PapersEvidence {
  readonly consents: readonly NaltrexoneConsent[];
  readonly psychosocial: readonly PsychosocialTreatment[];
  readonly papers: readonly ChartPaper[];
  readonly visits: readonly Visit[];
  readonly administrations: readonly DepotAdministration[];
  readonly nonAdherence: readonly NonAdherence[];
  readonly noIndications: readonly NoIndication[];
  readonly noKnownAllergies: readonly NoKnownAllergy[];
}

export const NO_PAPERS: PapersEvidence = {
  consents: [],
  psychosocial: [],
  papers: [],
  visits: [],
  administrations: [],
  nonAdherence: [],
  noIndications: [],
  noKnownAllergies: [],
};
