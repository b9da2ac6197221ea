import type { Knowledge } from './knowledge.js';
import type { Parameter } from './question.js';

/** How far a site may move a number, both ends included. */
export interface Bounds {
  readonly min: number;
  readonly max: number;
}

/**
 * The bounds of one number: its own, else those that the Never List gives to all numbers behind its rules.
 * @param owner id of the question; `drug` for numbers of the drug itself
 * @returns undefined when a site may set any number
 */
export function siteBounds(
  parameter: Parameter,
  owner: string,
  { questions, neverList }: Pick<Knowledge, 'questions' | 'neverList'>,
): Bounds | undefined {
  if (parameter.bounds !== undefined) return parameter.bounds;
  const { lowestTimes, highestTimes, alsoBounded } = neverList.numbers;
  const listed = Object.values(questions.get(owner)?.outcomes ?? {}).some(({ rule }) =>
    neverList.rules.some((one) => one.rule === rule),
  );
  if (!listed && !alsoBounded.includes(owner)) return undefined;
  return { min: parameter.value * lowestTimes, max: parameter.value * highestTimes };
}
