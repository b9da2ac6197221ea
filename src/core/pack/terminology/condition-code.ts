import type { ExposureClass } from './medication-code.js';

/** Names as in the tables; `opioid-overdose/poisoning` and the like keep the spelling of the clinical documents. */
export type ConditionGroup =
  | 'opioid-use-disorder active'
  | 'opioid-use-unspecified'
  | 'opioid-use-disorder remission'
  | 'opioid-withdrawal'
  | 'opioid-therapy'
  | 'opioid-overdose/poisoning'
  | 'acute-hepatitis'
  | 'hepatic-failure'
  | 'decompensation'
  | 'portal-hypertension'
  | 'ascites'
  | 'alcoholic-hepatitis'
  | 'cirrhosis'
  | 'chronic-viral-hepatitis'
  | 'alcohol-related-liver-disease'
  | 'bacterial-peritonitis'
  | 'hepatic-encephalopathy'
  | 'dialysis'
  | 'clotting-factor-deficiency'
  | 'thrombocytopenia'
  | 'end-stage-kidney-disease'
  | 'severe-kidney-disease'
  | 'moderate-kidney-disease'
  | 'alcohol-use-disorder'
  | 'alcohol remission'
  | 'alcohol-withdrawal'
  | 'depression'
  | 'suicidality'
  | 'self-harm-event'
  | 'thrombocytopenia/coagulation disorder'
  | 'anticoagulant-therapy'
  | 'eosinophilic pneumonia'
  | 'pregnancy'
  | 'breastfeeding'
  | 'renal impairment moderate-severe'
  | 'chronic pain/planned surgery';

/** A row of `icd10cm-conditions.csv` or `snomed-conditions.csv`. */
export interface ConditionCode {
  readonly system: 'ICD-10-CM' | 'SNOMED CT';
  readonly code: string;
  readonly display: string;
  readonly group: ConditionGroup;
  /** Further groups that the same code means (K70.31 is decompensation and cirrhosis too). */
  readonly also: readonly ConditionGroup[];
  readonly notes: string;
}

/** A row of `t40-poisoning.csv`: what kind of opioid a T40 code is about. */
export interface PoisoningCode {
  readonly prefix: string;
  readonly opioids: readonly string[];
  readonly exposureClass: ExposureClass;
  /** Illicit fentanyl or heroin when the intent is a poisoning (`clinical-opioid.md` 5.3, 8.4). */
  readonly illicit: boolean;
}

/** Meaning of one character of a T40 code (`t40-characters.csv`). */
export type PoisoningIntent = 'poisoning' | 'adverse-effect' | 'underdosing';

export type PoisoningEncounter = 'event' | 'past-event';
