import type { Call, DraftOrder } from '../call.js';
import type { SliceName } from '../chart.js';
import type { Evidence } from '../evidence/evidence.js';
import type { Provenance } from '../evidence/provenance.js';
import type { ConditionGroup } from '../pack/terminology.js';
import type { TermName } from '../pack/terms.js';
import type { Day, Moment, Point, Span } from '../time/instant.js';
import type { TimeZone } from '../time/time-zone.js';

/** The moments that rules measure from (`clinical-opioid.md` 3.1, 3.3). */
export interface Clock {
  readonly now: Point & { readonly moment: Moment };
  /** When the order is to be given: exposures, naltrexone doses and toxicology count to it. */
  readonly planned: Point;
  readonly zone: TimeZone;
}

/** What one rule judges: one order against the evidence. */
export interface RuleInput {
  readonly call: Call;
  readonly order: DraftOrder;
  readonly evidence: Evidence;
  readonly clock: Clock;
  /** An observed dose of naltrexone puts the patient into a continuation lane (`clinical-opioid.md` 8.1). */
  readonly lane: 'first-dose' | 'depot' | 'oral';
  /** Diagnosis groups that the order itself gives as its reasons. */
  readonly reasons: readonly ConditionGroup[];
  /** `alcohol-only` when the chart surely shows alcohol use disorder and no opioid diagnosis (5.3). */
  readonly indication: 'opioid-rules' | 'alcohol-only';
}

/** A value that words may name. Text of ours only: chart text is never put into words unless marked as such. */
export type WordValue =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'chart-text'; readonly text: string }
  | { readonly kind: 'number'; readonly value: number; readonly digits?: number }
  | { readonly kind: 'day'; readonly day: Day }
  /** From one day to another; one day when both are equal. */
  | { readonly kind: 'span'; readonly earliest: Day; readonly latest: Day }
  /** A term of `drug.json`: names of sources, classes and the like are words of the knowledge too. */
  | { readonly kind: 'term'; readonly term: TermName }
  /** Joined by commas and a last "and", by the separator, or as alternatives by a last "or". */
  | {
      readonly kind: 'list';
      readonly items: readonly WordValue[];
      readonly separator?: string;
      readonly last?: 'and' | 'or';
    };

/**
 * Days that a finding contributes (`clinical-opioid` 12): before `notBefore` the answer is critical, from `earliest` on
 * nothing is said. A merely possible exposure has no `notBefore`. `never` = no date can be given, for the whole answer.
 */
export type FindingDates =
  { readonly notBefore: Day | undefined; readonly earliest: Day } | 'never';

/**
 * One outcome of a question that holds. The outcome's rule id, indicator and words stand in the question's file in `cards/`.
 * `O` maps each outcome of the question to the names its words may use.
 */
export type Verdict<O extends OutcomeNames = OutcomeNames> = {
  readonly [K in keyof O]: {
    readonly outcome: K;
    readonly values: Readonly<Record<O[K][number], WordValue>>;
    readonly evidence: readonly Provenance[];
    /** Ingredient or analyte: findings about the same subject may fold into one bullet. */
    readonly subject?: string | undefined;
    readonly dates?: FindingDates | undefined;
    /** Replaces the outcome's own state, for contradictory evidence. */
    readonly state?: 'conflicting' | undefined;
  };
}[keyof O];

export type OutcomeNames = Readonly<Record<string, readonly string[]>>;

/** One clinical question: what it reads from the chart, which numbers it takes, and the function that answers it. */
export interface Rule<
  P extends string = string,
  O extends OutcomeNames = OutcomeNames,
  B extends string = never,
> {
  /** Id of the question file in `cards/naltrexone/`. */
  readonly question: string;
  /** `mirror` = an opioid is drafted for somebody who may have naltrexone on board; `readiness` = is it paid for and documented? */
  readonly asks: Call['question'];
  /** Asked, and its slices read, only where the site file has switched this part of readiness on; left out = everywhere. */
  readonly onlyWhere?: 'documentation';
  readonly needs: readonly SliceName[];
  readonly parameters: readonly P[];
  /** Numbers of other questions that this rule takes too, by question, so that each number lives once. */
  readonly borrows?: Readonly<Record<string, readonly B[]>>;
  readonly outcomes: O;
  readonly judge: (
    input: RuleInput,
    numbers: Readonly<Record<P | B, number>>,
  ) => readonly Verdict<O>[];
}

/** Ties the parameter and value names of a rule to its function, so that the compiler checks both. */
export function defineRule<
  const P extends string,
  const O extends OutcomeNames,
  const B extends string = never,
>(rule: Rule<P, O, B>): Rule<P, O, B> {
  return rule;
}

/** A rule whose names the compiler has already checked, as the list of all rules holds it. */
export type AnyRule = Omit<Rule<string, OutcomeNames, string>, 'judge'> & {
  readonly judge: (
    input: RuleInput,
    numbers: Readonly<Record<string, number>>,
  ) => readonly AnyVerdict[];
};

export interface AnyVerdict {
  readonly outcome: string;
  readonly values: Readonly<Record<string, WordValue>>;
  readonly evidence: readonly Provenance[];
  readonly subject?: string | undefined;
  readonly dates?: FindingDates | undefined;
  readonly state?: 'conflicting' | undefined;
}

export const text = (value: string): WordValue => ({ kind: 'text', text: value });
export const number = (value: number, digits?: number): WordValue =>
  digits === undefined ? { kind: 'number', value } : { kind: 'number', value, digits };
export const day = (value: Day): WordValue => ({ kind: 'day', day: value });
export const span = ({ earliest, latest }: Span): WordValue => ({
  kind: 'span',
  earliest: earliest.day,
  latest: latest.day,
});
export const term = (name: TermName): WordValue => ({ kind: 'term', term: name });
export const list = (items: readonly WordValue[]): WordValue => ({ kind: 'list', items });
