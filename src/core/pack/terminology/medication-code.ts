import type { CodeSystem } from './code-system.js';

/**
 * What an opioid counts as when waiting times are looked up (`clinical-opioid.md` 4). `sublocade` is also any monthly
 * buprenorphine depot that is not surely Brixadi.
 */
export type ExposureClass =
  | 'short-acting'
  | 'antitussive'
  | 'extended-release'
  | 'transdermal'
  | 'tramadol'
  | 'methadone'
  | 'long-acting'
  | 'buprenorphine-transmucosal'
  | 'buprenorphine-patch'
  | 'sublocade'
  | 'brixadi-monthly'
  | 'brixadi-weekly'
  | 'buprenorphine-implant'
  | 'mixed-agonist-antagonist'
  | 'perioperative'
  | 'kratom-tianeptine-nitazene'
  | 'unknown-opioid'
  | 'antidiarrhoeal';

/** Kinds of naltrexone therapy; morphine/naltrexone and oxycodone/naltrexone are opioids and never one of these. */
export type NaltrexoneProduct = 'depot' | 'oral' | 'contrave' | 'ldn';

/** How a drug enters the body, by the names of `route-words.csv` and `snomed-routes.csv`. */
export type Route =
  | 'oral'
  | 'sublingual'
  | 'buccal'
  | 'oromucosal'
  | 'nasal'
  | 'inhalation'
  | 'rectal'
  | 'transdermal'
  | 'topical'
  | 'intramuscular'
  | 'subcutaneous'
  | 'subdermal'
  | 'intradermal'
  | 'intravenous'
  | 'epidural'
  | 'intrathecal';

/** `context` = a phrase that only describes (as in "opioid antagonist"); `nothing` = words that name no drug at all. */
export type DrugKind = 'opioid' | 'naltrexone' | 'antagonist' | 'other' | 'context' | 'nothing';

/** A row of `drugs.csv`. */
export interface Drug {
  readonly drug: string;
  readonly kind: DrugKind;
  /** The word for the whole class ("opioid"), not for one ingredient: says nothing beside a named ingredient. */
  readonly generic: boolean;
  /** Naloxone or nalmefene, unless the product is no rescue product. */
  readonly rescue: boolean;
  /** An antagonist whose presence beside naltrexone is worth a line (`clinical-opioid.md` 4). */
  readonly duplicatesNaltrexone: boolean;
}

/**
 * Which forms are known of a medication: one bit a form, by `Terminology.forms`. Bits instead of a Set because every
 * medication of a chart is looked at on every signing.
 */
export type FormSet = number;

/** A row of `drug-forms.csv`: the first line of a drug whose forms are all known decides. */
export interface FormRule {
  readonly forms: FormSet;
  /** Holds for these doses only: the daily dose, else the single dose, else the strength in the words; one must be known. */
  readonly doseMg: { readonly above: number; readonly upTo: number } | undefined;
  readonly decides: ExposureClass | NaltrexoneProduct;
}

/** What a code says about a medication, made from the row of its table. */
export interface MedicationCode {
  readonly system: CodeSystem;
  readonly code: string;
  /** Our own words for the code, fit for a card. */
  readonly display: string;
  readonly opioids: readonly string[];
  readonly naltrexone: boolean;
  readonly antagonist: string | undefined;
  readonly rescue: boolean;
  /** All active ingredients where the table states them, those that are no opioid too. */
  readonly ingredients: readonly string[];
  readonly forms: FormSet;
}

/** What words say about a medication: the reading of one text, kept in the memo. */
export interface MedicationWords {
  readonly naltrexone: boolean;
  readonly opioids: readonly string[];
  readonly antagonists: readonly string[];
  /** Rows of `rxnorm-context.csv` that the words name. */
  readonly contextDrugs: readonly ContextDrug[];
  readonly forms: FormSet;
  /** The forms that also count when the words are a dosage text: "12 hr" is a form in a name and an interval there. */
  readonly formsInDosage: FormSet;
  /** The strength, when the words state exactly one in milligrams. */
  readonly strengthMg: number | undefined;
  /** No words, or only words like "unknown medication". */
  readonly empty: boolean;
}

/** A row of `rxnorm-context.csv`: a drug that changes a liver, bleeding or interaction rule. */
export interface ContextDrug {
  readonly rxcui: string | undefined;
  readonly ingredient: string;
  readonly role: string;
}
