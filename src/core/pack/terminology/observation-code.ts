import type { ExposureClass } from './medication-code.js';

export type ToxicologyMethod =
  | 'confirm'
  | 'confirm-creatinine-ratio'
  | 'screen'
  | 'unspecified'
  | 'panel'
  | 'cutoff'
  | 'metadata'
  | 'validity';

/** What a toxicology code measures: only `opioid` results are evidence of opioid use. */
export type ToxicologySubject =
  'opioid' | 'naltrexone' | 'naloxone' | 'alcohol' | 'adulterant' | 'pregnancy' | 'validity';

/** A row of `loinc-toxicology.csv`, or what words say in its place (then `code` is undefined). */
export interface ToxicologyTest {
  readonly code: string | undefined;
  /** As in the table; several measured together are joined by " + ". */
  readonly analyte: string;
  readonly analytes: readonly string[];
  readonly subject: ToxicologySubject;
  readonly specimen: 'urine' | 'blood/serum' | 'oral fluid' | 'hair' | 'breath' | 'unspecified';
  readonly method: ToxicologyMethod;
  readonly scale: string;
  readonly unit: string;
  /** Confirmations: the analytes measured. Other opioid rows: the drugs about which a negative says something. */
  readonly covers: readonly string[];
  /** The drugs whose use a positive may mean; `site-defined` and `unspecified opioid` = read the named drug or the members. */
  readonly sourceDrugs: readonly string[];
  /** Class of the analyte for the interval rules (`clinical-opioid.md` 6.2). */
  readonly exposureClass: ExposureClass | undefined;
  readonly notes: string;
}

/** A row of `toxicology-analytes.csv`. */
export interface ToxicologyAnalyte {
  readonly analyte: string;
  readonly subject: ToxicologySubject;
  /** The drug about which the analyte speaks: eddp → methadone. */
  readonly drug: string;
  readonly exposureClass: ExposureClass | undefined;
  /** Fentanyl and its analogues, heroin's 6-monoacetylmorphine: illicit under the conditions of `clinical-opioid.md` 8.4. */
  readonly illicit: 'always' | 'with-opioid-use-disorder' | 'never';
  /** Analytes that together must be confirmed negative before a positive screen of this analyte is refuted (6.4). */
  readonly refutedBy: readonly string[];
  /** `covers` of a test that is known by its words only, unless the words say confirmation. */
  readonly screenCovers: readonly string[];
  readonly sourceDrugs: readonly string[];
}

export type LiverTestAnalyte =
  | 'alt'
  | 'ast'
  | 'bilirubin-total'
  | 'bilirubin-direct'
  | 'bilirubin-indirect'
  | 'alp'
  | 'ggt'
  | 'inr'
  | 'prothrombin-time'
  | 'albumin'
  | 'platelets'
  | 'creatinine'
  | 'sodium'
  | 'egfr'
  | 'ammonia'
  | 'ast-alt-ratio'
  | 'hepatitis-serology'
  | 'hepatic-panel'
  | 'metabolic-panel';

/** A row of `loinc-liver.csv`, or what words say in its place (then `code` is undefined and `use` is `words`). */
export interface LiverTest {
  readonly code: string | undefined;
  readonly analyte: LiverTestAnalyte;
  readonly component: string;
  readonly specimen: string;
  readonly property: string;
  readonly scale: string;
  readonly canonicalUnit: string;
  readonly molarMass: number | undefined;
  /** `trap` rows look like the analyte and are not; `panel` rows have no value of their own. */
  readonly use: 'primary' | 'alternate' | 'context' | 'panel' | 'trap' | 'words';
}

export type Assessment =
  | 'cows'
  | 'ciwa'
  | 'audit'
  | 'audit-c'
  | 'dast-10'
  | 'phq-2'
  | 'phq-9'
  | 'phq-9-item-9'
  | 'c-ssrs'
  | 'naloxone-challenge'
  | 'last-opioid-use'
  | 'last-drink'
  | 'pregnancy-status'
  | 'gestational-age'
  | 'last-menstrual-period'
  | 'ascites'
  | 'hepatic-encephalopathy'
  | 'body-weight'
  | 'overdose-rescue-offer';

/** A row of `loinc-assessments.csv`, `snomed-observations.csv`, `concepts.csv` or `assessment-words.csv`. */
export interface AssessmentCode {
  readonly code: string | undefined;
  readonly assessment: Assessment;
  /** `total` or single value, a panel without a value of its own, or a finding that is itself the answer. */
  readonly part: 'value' | 'panel' | 'positive';
  readonly display: string;
}

/** What an Observation, a component or a report may be about, and whether a code or only words say so. */
export type ObservationCode = { readonly by: 'code' | 'words' } & (
  | { readonly is: 'toxicology'; readonly test: ToxicologyTest }
  | { readonly is: 'liver'; readonly test: LiverTest }
  | { readonly is: 'assessment'; readonly test: AssessmentCode }
);
