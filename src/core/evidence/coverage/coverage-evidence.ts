import type { SliceName } from '../../chart.js';
import type { LineOfBusiness, PayerPolicy } from '../../pack/payer-policy.js';
import type { Span } from '../../time/instant.js';
import type { Provenance } from '../provenance.js';

/** A Coverage of the patient that is active on the planned day. All texts are chart text: escape before showing. */
export interface ActiveCoverage {
  /** Names of the payors, of the plan and of the type of coverage, as they stand. */
  readonly names: readonly string[];
  /** Every word of the Coverage: names, groups, classes, type. */
  readonly words: readonly string[];
  /** References and identifiers of the payors and values of the classes, as they stand. */
  readonly keys: readonly string[];
  readonly identifiers: readonly { readonly system: string; readonly value: string }[];
  /** By its type, codes first; undefined = it does not say. */
  readonly line: LineOfBusiness | undefined;
  /** `managed` = Medicare Advantage. */
  readonly medicare: 'original' | 'managed' | undefined;
  /** Rank among several coverages, 1 = primary; undefined = not said. */
  readonly order: number | undefined;
  /** `Coverage/id`. */
  readonly ref: string;
  readonly provenance: Provenance;
}

/** Which policy counts, and why this one. */
export interface PolicyChoice {
  readonly policy: PayerPolicy;
  /** `site` = the site file names it, `name` = names or identifiers of the Coverage, `generic` = no payer is known by us. */
  readonly by: 'site' | 'name' | 'generic';
  /** Why it is the generic one; undefined when it is not. */
  readonly why: 'unknown-payer' | 'ambiguous' | 'no-coverage' | 'not-read' | undefined;
  /** The coverage that it was chosen for, the primary one; undefined = none is known. */
  readonly coverage: ActiveCoverage | undefined;
}

/** What a payer has said about this order: an `ext-coverage-information` of the draft, read and never written. */
export interface CoverageAssertion {
  readonly covered: 'covered' | 'not-covered' | 'conditional' | 'unknown';
  readonly priorAuthorization:
    'no-auth' | 'auth-needed' | 'satisfied' | 'performpa' | 'conditional' | 'unknown';
  /** Codes as sent: clinical, admin, patient, conditional and the like; older ones too. */
  readonly documentation: readonly string[];
  readonly informationNeeded: readonly string[];
  /** Codes that the claim must carry for the assertion to hold, upper case, modifiers cut off. */
  readonly billingCodes: readonly string[];
  /** The number of the authorization that is satisfied; a payer's text. */
  readonly authorizationNumber: string | undefined;
  readonly assertionId: string | undefined;
  /** `Coverage/id` that it speaks about. */
  readonly coverage: string | undefined;
  readonly madeOn: Span | undefined;
  /** The last day on which it holds. */
  readonly expires: Span | undefined;
  readonly details: readonly CoverageDetail[];
  readonly provenance: Provenance;
}

/** A qualification of an assertion, for example a copay or the most that is allowed. */
export interface CoverageDetail {
  /** allowed-quantity, allowed-period, in-network-copay and the like; else undefined, the text says what it is. */
  readonly code: string | undefined;
  /** Payer's text: escape before showing. */
  readonly text: string | undefined;
  readonly quantity: { readonly value: number; readonly unit: string | undefined } | undefined;
  readonly qualification: string | undefined;
}

/** A prior authorization on record: a Claim asks for it, a ClaimResponse answers, or either names its number. */
export interface Authorization {
  readonly state: 'approved' | 'partly-approved' | 'denied' | 'pending' | 'unclear';
  /** The payer's number. */
  readonly number: string | undefined;
  /** From the first to the last day; each undefined = not said. */
  readonly from: Span | undefined;
  readonly until: Span | undefined;
  /** Milligrams (billing units) that were approved; undefined = not said in milligrams, injections or kits. */
  readonly approvedMg: number | undefined;
  /** What is left of it after the injections on record in its period. */
  readonly leftMg: number | undefined;
  readonly provenance: Provenance;
}

/**
 * Where prior authorization stands for this order, the payer's word first. `not-needed` and `approved`: nothing is to be said
 * about it. `unknown` = not everything was read, or nothing is on file and nobody says whether one is needed.
 */
export interface PriorAuthorization {
  readonly state:
    | 'not-needed'
    | 'approved'
    | 'expired'
    | 'used-up'
    | 'too-small'
    | 'pending'
    | 'denied'
    | 'needed'
    | 'none-on-file'
    | 'unknown';
  readonly number: string | undefined;
  readonly until: Span | undefined;
  /** Injections of the ordered dose that are left; undefined = not known. */
  readonly dosesLeft: number | undefined;
  readonly evidence: readonly Provenance[];
}

/** An earlier treatment with another drug for the same disorder (`product.md` P3). */
export interface PriorTrial {
  readonly drug: 'naltrexone' | 'acamprosate' | 'disulfiram' | 'buprenorphine';
  /** First and last day known; undefined = not said. */
  readonly from: Span | undefined;
  readonly until: Span | undefined;
  readonly outcome:
    | 'ongoing'
    | 'failure'
    | 'intolerance'
    | 'contraindication'
    | 'not-taken-as-prescribed'
    | 'ended'
    | 'unclear';
  /** Chart text of the reason: escape before showing. */
  readonly reason: string | undefined;
  readonly provenance: Provenance;
}

/** A negative test for alcohol, its metabolites or PEth, from a wholly known source. */
export interface AlcoholNegative {
  /** Our own display of the test. */
  readonly name: string;
  readonly at: Span;
  readonly provenance: Provenance;
}

/** Who pays, by which policy, and what the payer has said: everything but clinical facts. No safety rule reads it. */
export interface CoverageEvidence {
  /** In order of their rank. */
  readonly coverages: readonly ActiveCoverage[];
  readonly medicare: {
    readonly is: 'yes' | 'no' | 'unknown';
    readonly evidence: readonly Provenance[];
  };
  readonly policy: PolicyChoice;
  readonly assertions: readonly CoverageAssertion[];
  readonly authorizations: readonly Authorization[];
  readonly priorAuthorization: PriorAuthorization;
  readonly priorTrials: readonly PriorTrial[];
  /** Newest first. */
  readonly alcoholNegatives: readonly AlcoholNegative[];
  /** Slices that were not wholly read, or not asked for: what is absent from them is not absent. */
  readonly unread: ReadonlySet<SliceName>;
}
