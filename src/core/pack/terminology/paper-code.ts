/** What kind of psychosocial treatment a service or its words are. */
export type Psychosocial =
  | 'counselling'
  | 'cognitive-behavioural'
  | 'motivational'
  | 'twelve-step'
  | 'intensive-outpatient'
  | 'programme'
  | 'behavioural'
  | 'peer-support';

/** A row of `hcpcs-psychosocial.csv`, `cpt-psychosocial.csv` or `snomed-psychosocial.csv`. */
export interface PsychosocialCode {
  readonly code: string;
  /** Our own words for the code, fit for a card. */
  readonly display: string;
  readonly treatment: Psychosocial;
}

/** A row of `psychosocial-words.csv`; `elsewhere` = counselling about something else, `not` = it did not take place. */
export type PsychosocialWords = Psychosocial | 'elsewhere' | 'not';

/** What a consent tells the patient about, as its words name it. */
export type ConsentTopic =
  'effects' | 'risks' | 'alternatives' | 'overdose' | 'liver' | 'blockade' | 'withdrawal';

/**
 * A row of `paper-words.csv`: what a paper is, or a topic of a consent. `disclosure` = a consent to pass on records, which agrees
 * to no treatment; `withheld` = the patient does not agree, or no longer; `blank` = a form that nobody has filled; `education` =
 * something was explained; `monitoring` = a visit or a test of a plan; `use-disorder` = the paper is about one.
 */
export type PaperWords =
  | ConsentTopic
  | 'consent'
  | 'disclosure'
  | 'withheld'
  | 'blank'
  | 'treatment-plan'
  | 'history'
  | 'overdose-education'
  | 'non-adherence'
  | 'family-history'
  | 'no-known-allergy'
  | 'education'
  | 'monitoring'
  | 'use-disorder';

/** What kind of document a LOINC code of `loinc-documents.csv` is. */
export type DocumentKind = 'consent' | 'treatment-plan' | 'history';

/** A row of `icd10cm-papers.csv`: a diagnosis that is no disorder of the patient. */
export interface PaperCondition {
  /** Our own words for the code, fit for a card. */
  readonly display: string;
  readonly says: 'non-adherence' | 'family-history';
}

export interface PaperTables {
  /** By HCPCS or CPT code. */
  readonly services: ReadonlyMap<string, PsychosocialCode>;
  /** By SNOMED CT code. */
  readonly treatments: ReadonlyMap<string, PsychosocialCode>;
  /** SNOMED CT codes that say that there is no known allergy. */
  readonly noKnownAllergies: ReadonlySet<string>;
  /** By LOINC code. */
  readonly documents: ReadonlyMap<string, DocumentKind>;
  /** By the beginning of an ICD-10-CM code, without the dot. */
  readonly conditions: ReadonlyMap<string, PaperCondition>;
}
