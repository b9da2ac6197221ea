import type { Provenance } from '../evidence/provenance.js';
import type { ReadinessList, ReadinessTerm, ReadinessTerms } from '../pack/readiness-list.js';
import { list, number, text, type WordValue } from '../rules/rule.js';
import type { CriterionInput, Judgement } from './criteria/judgement.js';
import type { Requirement } from './requirement.js';

/** What the lines of the checklist and of the renewal are judged by. */
export interface ListInput extends CriterionInput {
  /** Numbers of the list itself. */
  readonly parameters: Readonly<Record<string, number>>;
  readonly terms: ReadinessTerms;
}

export type JudgeItem = (input: ListInput) => Judgement;

export const say = ({ terms }: ListInput, name: ReadinessTerm): WordValue => text(terms[name]);

/** @throws Error when the list does not hold the number: it was checked at the start */
export function parameter({ parameters }: ListInput, name: string): number {
  const value = parameters[name];
  if (value === undefined) throw new Error(`no parameter ${name} in the list`);
  return value;
}

export const judged = (
  state: Judgement['state'],
  found: readonly WordValue[] = [],
  evidence: readonly Provenance[] = [],
  validUntil?: Judgement['validUntil'],
): Judgement => ({ state, found, evidence, validUntil });

/** Judges every line of a list; each with what was found and the numbers of the list, for its words. */
export function judgeList(
  judges: Readonly<Record<string, JudgeItem>>,
  { parameters }: ReadinessList,
  input: CriterionInput & { readonly terms: ReadinessTerms },
): readonly Requirement[] {
  const numbers = Object.fromEntries(
    Object.entries(parameters).map(([name, { value }]) => [name, value]),
  );
  const shown = Object.fromEntries(
    Object.entries(numbers).map(([name, value]) => [name, number(value)]),
  );
  return Object.entries(judges).map(([id, judge]) => {
    const { state, evidence, found, validUntil } = judge({ ...input, parameters: numbers });
    const values = { ...shown, found: found.length === 0 ? text('') : list(found) };
    return { id, state, evidence, values, validUntil };
  });
}

/** How many of the lines that apply are met: "8 of 11 documented". Nothing is weighed. */
export function countDocumented(requirements: readonly Requirement[]): {
  readonly met: number;
  readonly of: number;
} {
  const applying = requirements.filter(({ state }) => state !== 'not-applicable');
  return { met: applying.filter(({ state }) => state === 'met').length, of: applying.length };
}
