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

/** A row of `procedure-words.csv`. */
export interface ProcedureWords {
  readonly role: 'implant-inserted' | 'implant-removed' | 'naloxone-challenge';
}
