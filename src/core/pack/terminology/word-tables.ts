import type { Drug, FormSet } from './medication-code.js';
import type {
  ToxicologyMethod,
  ToxicologyTest,
  ToxicologyAnalyte,
  LiverTest,
  AssessmentCode,
} from './observation-code.js';

/** Phrases by their first word, longest first; `core/words/find-phrases.ts` reads them. */
export type PhraseTable<Row> = ReadonlyMap<string, readonly Phrase<Row>[]>;

export interface Phrase<Row> {
  readonly words: readonly string[];
  readonly row: Row;
}

/** A row of `form-words.csv`. */
export interface FormWords {
  readonly forms: FormSet;
  readonly onlyInName: boolean;
}

/** A row of `drug-words.csv`. */
export interface DrugWords {
  readonly drugs: readonly Drug[];
  readonly forms: FormSet;
}

/** A row of `toxicology-words.csv`. */
export type ToxicologyWords =
  | { readonly says: 'analyte'; readonly analyte: ToxicologyAnalyte }
  | { readonly says: 'panel' }
  | { readonly says: 'method'; readonly method: ToxicologyMethod }
  | { readonly says: 'specimen'; readonly specimen: ToxicologyTest['specimen'] }
  | { readonly says: 'no-result' }
  | { readonly says: 'filler' };

/** A row of `liver-words.csv`; `elsewhere` = another specimen or quantity. */
export type LiverWords = LiverTest | 'elsewhere';

/** A row of `assessment-words.csv`. */
export type AssessmentWords =
  | {
      readonly says: 'assessment';
      readonly test: AssessmentCode;
      readonly needs: 'opioid' | 'alone' | undefined;
    }
  /** One question of a score: no total, so it is none of the assessments. */
  | { readonly says: 'item' }
  | { readonly says: 'filler' };

/** A row of `liver-sign-words.csv`: how much ascites or encephalopathy; `present` = the degree is not said. */
export type LiverSignDegree = 'none' | 'mild' | 'moderate-or-more' | 'present';

/** A row of `procedure-words.csv`. */
export interface ProcedureWords {
  readonly role: 'implant-inserted' | 'implant-removed' | 'naloxone-challenge';
}

/** A row of `answer-words.csv`, `loinc-answers.csv` or `snomed-answers.csv`: what an answer says to the question. */
export type AnswerMeaning = 'yes' | 'no' | 'unsettled';

/** A row of `allergy-words.csv` or `snomed-allergies.csv`: an excipient of the depot, or a reaction. */
export type AllergyWords = 'polymer' | 'carmellose' | 'anaphylaxis';

export type InjectionSite = 'gluteal' | 'upper arm' | 'thigh' | 'abdomen';

/** A row of `order-words.csv`. */
export type OrderWords =
  | { readonly says: 'site'; readonly site: InjectionSite }
  /** A container holds one full dose of the depot. */
  | { readonly says: 'unit'; readonly unit: 'millilitre' | 'container' }
  | { readonly says: 'test-dose' }
  | { readonly says: 'interval'; readonly days: number };

/** A row of `surgery-words.csv` or `snomed-surgery.csv`. */
export type SurgeryMeaning = 'operation' | 'minor' | 'visit';

/** A row of `rescue-answer-words.csv`: `not` = it was not offered, or nobody knows. */
export type RescueAnswer = 'answered' | 'not';
