import type { SliceName } from '../chart.js';
import type { Day } from '../time/instant.js';
import type { FrameName } from '../pack/packet-words.js';

/** A row of the chart, or a draft order, that a statement rests on. */
export interface Citation {
  /** `Type/id`, or the reference of a draft. */
  readonly source: string;
  readonly day: Day | undefined;
}

/** Why a statement may stand in a paper. */
export type Basis =
  /** It says what these rows say. */
  | { readonly kind: 'chart'; readonly citations: readonly Citation[] }
  /** It says that something was looked for in these parts of the chart and not found. */
  | { readonly kind: 'search'; readonly looked: readonly SliceName[] }
  /** Fixed words of `cards/packet` that say nothing about a patient. */
  | { readonly kind: 'frame'; readonly frame: FrameName };

export interface Statement {
  readonly text: string;
  readonly basis: Basis;
  /** The patient said so. */
  readonly reported: boolean;
}

export interface Row {
  readonly cells: readonly string[];
  readonly basis: Basis;
  readonly reported: boolean;
}

export interface Table {
  /** Names of its columns; a last column with the citations is added when it is shown. */
  readonly head: readonly string[];
  readonly rows: readonly Row[];
}

export interface Section {
  readonly id: string;
  readonly title: string;
  /** Something to act on, not to pass over. */
  readonly warns: boolean;
  readonly statements: readonly Statement[];
  readonly table: Table | undefined;
}

/** A row of the list at the end of a paper. */
export interface CitedRow {
  /** Its number in brackets behind statements, from 1. */
  readonly number: number;
  readonly source: string;
  readonly day: Day | undefined;
  /** What the row calls itself: chart text. */
  readonly label: string;
}

/** Letter or packet: what is said, why it may be said, and nothing about how it looks. */
export interface Paper {
  readonly kind: 'letter' | 'packet';
  readonly title: string;
  readonly sections: readonly Section[];
  readonly cited: readonly CitedRow[];
  /** Heading of the list of cited rows, and what the patient said so is marked with. */
  readonly captions: { readonly cited: string; readonly reported: string };
  /** To be shown by a form that has no glyph for a character of the chart. */
  readonly missingCharacters: string;
  /** The notice of 42 CFR part 2, word by word. */
  readonly notice: { readonly title: string; readonly text: string };
}

const checked: unique symbol = Symbol('checked');

/** A paper whose every statement was found to be cited; only such a paper can be rendered. */
export interface CitedPaper extends Paper {
  readonly [checked]: true;
}

/** For `check-cited.ts` alone. */
export const markCited = (paper: Paper): CitedPaper => ({ ...paper, [checked]: true });
