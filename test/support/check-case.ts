import { ClinicalCase } from './clinical-case.js';
import { problemFinder } from './problem-finder.js';

const problemIn = problemFinder(ClinicalCase);

/**
 * A case as it was written, after a look at its fields.
 * @param place where it stands, for the error
 * @throws Error that names the place and what is wrong there
 */
export function checkCase(written: unknown, place: string): ClinicalCase {
  const problem = problemIn(written);
  if (problem !== undefined) throw new Error(`${place}: ${problem}`);
  return written as ClinicalCase;
}
