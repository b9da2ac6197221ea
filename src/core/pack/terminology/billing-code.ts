/** What a code of `hcpcs.csv` or `cpt.csv` is on a bill for naltrexone. */
export type BillingMeaning =
  | 'depot-naltrexone'
  /** The weekly bundle of an opioid treatment programme. */
  | 'programme-naltrexone'
  | 'other-drug'
  | 'unclassified-injection'
  | 'unclassified-oral'
  /** The injection itself, as a service. */
  | 'administration'
  | 'visit'
  /** A visit that is never billed beside an injection. */
  | 'nurse-visit';

export interface BillingCode {
  readonly code: string;
  /** Our own words for the code, fit for a card. */
  readonly display: string;
  readonly means: BillingMeaning;
}

/** A row of `modifiers.csv`. */
export interface BillingModifier {
  readonly modifier: string;
  /** Our own words, fit for a card. */
  readonly meaning: string;
  readonly role: 'therapy-plan' | 'discarded' | 'none-discarded' | 'separate-visit' | 'other';
}

/** A row of `billing-words.csv`. */
export type BillingWords = 'billing-unit' | 'service-unit' | 'milligram' | 'specialty-pharmacy';

/** Where injections are given, as claims know it. */
export type BillingSetting = 'office' | 'opps' | 'cah' | 'rhc' | 'fqhc' | 'otp' | 'inpatient';

/** A row of `places-of-service.csv`; `also` = the other code that such a setting may have. */
export interface PlaceOfService {
  readonly place: string;
  readonly meaning: string;
  readonly also: { readonly place: string; readonly meaning: string } | undefined;
}

export interface BillingTables {
  readonly codes: ReadonlyMap<string, BillingCode>;
  readonly modifiers: ReadonlyMap<string, BillingModifier>;
  readonly places: ReadonlyMap<BillingSetting, PlaceOfService>;
}
