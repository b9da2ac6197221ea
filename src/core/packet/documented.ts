import type { Coding, Quantity } from 'fhir/r4.js';
import type { SliceName } from '../chart.js';
import type { Provenance } from '../evidence/provenance.js';
import type { WordValue } from '../rules/rule.js';
import type { FACT_VALUES, FactName, GapName, ItemId } from './fact-names.js';

/** One kind of answer of a QuestionnaireResponse. */
export type AnswerValue =
  | { readonly valueBoolean: boolean }
  | { readonly valueInteger: number }
  | { readonly valueDate: string }
  | { readonly valueString: string }
  | { readonly valueCoding: Coding }
  | { readonly valueQuantity: Quantity };

/** One answer that the chart gives to a question, with the rows that it rests on; there is none without rows. */
export interface ItemAnswer {
  readonly linkId: string;
  readonly value: AnswerValue;
  readonly evidence: readonly [Provenance, ...Provenance[]];
  /** The patient said so; nobody saw or measured it. */
  readonly reported: boolean;
  /** Which one of a group that repeats, from 0. */
  readonly occurrence: number;
}

/** One sentence that the chart supports. */
export interface Fact {
  readonly name: FactName;
  readonly values: Readonly<Record<string, WordValue>>;
  readonly evidence: readonly [Provenance, ...Provenance[]];
  readonly reported: boolean;
}

/** Something that a reader would look for, and where it was looked for without finding it. */
export interface Gap {
  readonly name: GapName;
  readonly looked: readonly [SliceName, ...SliceName[]];
}

/** What the chart says about one item of the questionnaire, and what it does not say. */
export interface Documented {
  readonly answers: readonly ItemAnswer[];
  readonly facts: readonly Fact[];
  readonly gaps: readonly Gap[];
}

export type DocumentedItems = Readonly<Record<ItemId, Documented>>;

type Rows = readonly [Provenance, ...Provenance[]];

/** A sentence whose values the compiler holds against the names that its words may use. */
export const fact = <N extends FactName>(
  name: N,
  values: Readonly<Record<(typeof FACT_VALUES)[N][number], WordValue>>,
  evidence: Rows,
  reported = false,
): Fact => ({ name, values, evidence, reported });

export const answer = (
  linkId: string,
  value: AnswerValue,
  evidence: Rows,
  { reported = false, occurrence = 0 }: { reported?: boolean; occurrence?: number } = {},
): ItemAnswer => ({ linkId, value, evidence, reported, occurrence });

export const gap = (name: GapName, ...looked: Gap['looked']): Gap => ({ name, looked });
