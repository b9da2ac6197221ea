import type { BillingTables, BillingWords } from './terminology/billing-code.js';
import type { CodeSystem } from './terminology/code-system.js';
import type {
  ConditionGroup,
  ConditionCode,
  PoisoningCode,
  PoisoningIntent,
  PoisoningEncounter,
} from './terminology/condition-code.js';
import type {
  ExposureClass,
  Route,
  Drug,
  FormSet,
  FormRule,
  MedicationCode,
  MedicationWords,
  ContextDrug,
} from './terminology/medication-code.js';
import type {
  ToxicologyTest,
  ToxicologyAnalyte,
  LiverTest,
  ObservationCode,
} from './terminology/observation-code.js';
import type { PaperTables, PaperWords, PsychosocialWords } from './terminology/paper-code.js';
import type { ProcedureCode } from './terminology/procedure-code.js';
import type {
  PhraseTable,
  FormWords,
  DrugWords,
  ToxicologyWords,
  LiverWords,
  LiverSignDegree,
  AssessmentWords,
  ProcedureWords,
  AllergyWords,
  AnswerMeaning,
  InjectionSite,
  OrderWords,
  RescueAnswer,
  SurgeryMeaning,
} from './terminology/word-tables.js';

export type * from './terminology/billing-code.js';
export type * from './terminology/code-system.js';
export type * from './terminology/condition-code.js';
export type * from './terminology/medication-code.js';
export type * from './terminology/observation-code.js';
export type * from './terminology/paper-code.js';
export type * from './terminology/procedure-code.js';
export type * from './terminology/word-tables.js';

/**
 * The code and word tables of `cards/terminology` as one frozen, indexed value: plain data and Maps, no methods.
 * `knowledge/load-terminology.ts` makes it from the CSV files; the `recognise-*` functions read it.
 */
export interface Terminology {
  /** Every alias of every code system, as sent and as normalised. */
  readonly systems: ReadonlyMap<string, CodeSystem>;
  readonly drugs: ReadonlyMap<string, Drug>;
  /** Form name → its bit. */
  readonly forms: ReadonlyMap<string, FormSet>;
  readonly routeForms: ReadonlyMap<Route, FormSet>;
  /** What a dose in milligrams says about the form: 380 is the depot. */
  readonly doseForms: ReadonlyMap<number, FormSet>;
  /** Drug → its lines in order; the last one has no conditions. */
  readonly formRules: ReadonlyMap<string, readonly FormRule[]>;
  /** Exposure class → order of caution, 0 first: the longest wait wins when sources disagree. */
  readonly caution: ReadonlyMap<ExposureClass, number>;
  readonly medications: {
    readonly rxnorm: ReadonlyMap<string, MedicationCode>;
    /** 11 digits, or the first 9 of them (labeler and product). */
    readonly ndc: ReadonlyMap<string, MedicationCode>;
    /** Codes and groups; the longest prefix counts. */
    readonly atc: ReadonlyMap<string, MedicationCode>;
    readonly snomed: ReadonlyMap<string, MedicationCode>;
    readonly hcpcs: ReadonlyMap<string, MedicationCode>;
  };
  readonly contextDrugs: ReadonlyMap<string, ContextDrug>;
  readonly procedures: {
    readonly hcpcs: ReadonlyMap<string, ProcedureCode>;
    readonly cpt: ReadonlyMap<string, ProcedureCode>;
  };
  readonly billing: BillingTables;
  readonly papers: PaperTables;
  readonly conditions: {
    /** Without the dot, upper case. */
    readonly icd10cmExact: ReadonlyMap<string, ConditionCode>;
    readonly icd10cmPrefix: ReadonlyMap<string, ConditionCode>;
    readonly snomed: ReadonlyMap<string, ConditionCode>;
    /** Group → order; the first wins when one Condition carries several. */
    readonly order: ReadonlyMap<ConditionGroup, number>;
  };
  readonly poisoning: {
    readonly prefixes: ReadonlyMap<string, PoisoningCode>;
    readonly intent: ReadonlyMap<string, PoisoningIntent>;
    readonly encounter: ReadonlyMap<string, PoisoningEncounter>;
  };
  readonly observations: {
    readonly toxicology: ReadonlyMap<string, ToxicologyTest>;
    readonly liver: ReadonlyMap<string, LiverTest>;
    /** Every LOINC code of the three tables, ready to hand out. */
    readonly loinc: ReadonlyMap<string, ObservationCode>;
    readonly snomed: ReadonlyMap<string, ObservationCode>;
    /** Our own concepts, for what has no standard code; a local code of a site may mean one. */
    readonly concepts: ReadonlyMap<string, ObservationCode>;
    readonly analytes: ReadonlyMap<string, ToxicologyAnalyte>;
  };
  /** By SNOMED CT code. */
  readonly surgery: ReadonlyMap<string, SurgeryMeaning>;
  /** By SNOMED CT code. */
  readonly routes: ReadonlyMap<string, Route>;
  /** By SNOMED CT code. */
  readonly injectionSites: ReadonlyMap<string, InjectionSite>;
  /** By SNOMED CT code. */
  readonly allergies: ReadonlyMap<string, AllergyWords>;
  readonly answers: {
    readonly loinc: ReadonlyMap<string, AnswerMeaning>;
    readonly snomed: ReadonlyMap<string, AnswerMeaning>;
  };
  readonly words: {
    readonly drugs: PhraseTable<DrugWords>;
    readonly contextDrugs: PhraseTable<ContextDrug>;
    readonly forms: PhraseTable<FormWords>;
    readonly routes: PhraseTable<Route>;
    readonly toxicology: PhraseTable<ToxicologyWords>;
    readonly liver: PhraseTable<LiverWords>;
    readonly liverSigns: PhraseTable<LiverSignDegree>;
    readonly assessments: PhraseTable<AssessmentWords>;
    readonly procedures: PhraseTable<ProcedureWords>;
    readonly surgery: PhraseTable<SurgeryMeaning>;
    readonly rescueAnswers: PhraseTable<RescueAnswer>;
    readonly allergies: PhraseTable<AllergyWords>;
    readonly answers: PhraseTable<AnswerMeaning>;
    readonly orders: PhraseTable<OrderWords>;
    readonly billing: PhraseTable<BillingWords>;
    readonly psychosocial: PhraseTable<PsychosocialWords>;
    readonly papers: PhraseTable<PaperWords>;
    /** `opioid-condition-words.csv`: that they stand in a text is all that counts. */
    readonly opioidConditions: PhraseTable<true>;
  };
  readonly memo: TerminologyMemo;
}

/**
 * Readings that were made before. A reading depends on the tables and the words alone, so remembering one changes no answer;
 * each map is emptied when it is full, so that no caller can make it grow.
 */
export interface TerminologyMemo {
  readonly medicationWords: Map<string, MedicationWords>;
  readonly observationWords: Map<string, ObservationCode | null>;
  readonly procedureWords: Map<string, readonly ProcedureWords['role'][]>;
  readonly routes: Map<string, Route | null>;
  readonly icd10cm: Map<string, ConditionCode | null>;
  readonly systems: Map<string, CodeSystem | null>;
}
