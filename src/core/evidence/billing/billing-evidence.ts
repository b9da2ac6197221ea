import type { Readiness } from '../../pack/readiness.js';
import type { BillingMeaning, BillingModifier, BillingSetting } from '../../pack/terminology.js';
import type { Span } from '../../time/instant.js';
import type { Provenance } from '../provenance.js';

/** Where a line of the bill stands, the best source first (`clinical-liver-other` E2). */
export const BILLING_SOURCES = [
  /** A Claim whose item names this order. */
  'claim',
  /** Our own extension of the order. */
  'billing-line',
  /** Da Vinci CRD: codes under which the drug may be billed. */
  'billing-options',
  /** A HCPCS code among the codes of the drug. */
  'coding',
  /** How much is to be dispensed, in billing units or milligrams. */
  'quantity',
  /** A note "billing modifiers: …". */
  'note',
] as const;
export type BillingSource = (typeof BILLING_SOURCES)[number];

/** A billing code as it stands: `means` is undefined for a code that the tables do not know. */
export interface BilledCode {
  readonly code: string;
  readonly display: string | undefined;
  readonly means: BillingMeaning | undefined;
}

/** A modifier as it stands, upper case, with what the tables say about it. */
export interface BilledModifier {
  readonly modifier: string;
  readonly meaning: string | undefined;
  readonly role: BillingModifier['role'] | undefined;
}

/** One line, with what it states and nothing more. */
export interface BillingLine {
  readonly source: BillingSource;
  /** Lines of one claim, or of the order, belong together: `Claim/id`, or the reference of the order. */
  readonly statement: string;
  /** What a claim is for; undefined = no claim. */
  readonly use: 'claim' | 'preauthorization' | 'predetermination' | undefined;
  readonly code: BilledCode | undefined;
  /** Units of the billing code; of a quantity in milligrams the milligrams. */
  readonly units: number | undefined;
  /** Undefined = the line says nothing about modifiers. */
  readonly modifiers: readonly BilledModifier[] | undefined;
  readonly provenance: Provenance;
}

/** Something that says how naltrexone is to be taken. */
export interface FormSign {
  readonly says: 'injection' | 'oral';
  readonly by: 'code' | 'words' | 'route';
  /** The code system of a code. */
  readonly system: string | undefined;
  /** A code, or a word of ours. */
  readonly what: string;
}

/** Units of the depot that another claim of this patient bills. */
export interface EarlierUnits {
  readonly units: number;
  readonly at: Span;
  readonly provenance: Provenance;
}

/** What is said about the bill of one order, and what bears on it. No safety rule reads it. */
export interface BillingEvidence {
  /** Drug lines of the best source that names a code. */
  readonly codes: readonly BillingLine[];
  /** Drug lines of the best source that states units. */
  readonly units: readonly BillingLine[];
  /** Drug and administration lines of the best source that states modifiers. */
  readonly modifiers: readonly BillingLine[];
  /** Every line of a claim that names this order: visits and the injection too. */
  readonly claimLines: readonly BillingLine[];
  /** The code by which the depot is billed, and that of the weekly bundle of an opioid treatment programme. */
  readonly expected: { readonly depot: string; readonly programme: string };
  readonly setting: BillingSetting;
  /** What says that the kit comes from a pharmacy for this patient; undefined = not known. */
  readonly pharmacySupply: Provenance | undefined;
  readonly forms: readonly FormSign[];
  readonly earlierUnits: readonly EarlierUnits[];
  /** When the site wants to hear of a missing JZ. */
  readonly jz: NonNullable<Readiness['jz']>;
}
