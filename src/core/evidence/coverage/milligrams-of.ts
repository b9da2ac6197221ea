import type { CoverageWords } from '../../pack/coverage-words.js';
import { splitWords } from '../../words/split-words.js';
import { holdsWords } from './holds-words.js';

/**
 * An approved or allowed amount of the depot in milligrams, which are its billing units. A number without a unit is taken for
 * milligrams only where it is at least one injection: "6" may be injections or units. Undefined = it does not say.
 */
export function milligramsOf(
  value: number | undefined,
  unit: string | undefined,
  { amounts }: CoverageWords,
): number | undefined {
  if (value === undefined || value <= 0) return undefined;
  if (unit === undefined || amounts.bare.includes(unit.trim().toLowerCase())) {
    return value >= amounts.leastMg ? value : undefined;
  }
  const words = splitWords(unit);
  const says = (phrases: readonly string[]): boolean =>
    phrases.some((phrase) => holdsWords(words, phrase));
  if (says(amounts.milligrams)) return value;
  return says(amounts.injections) ? value * amounts.injectionMg : undefined;
}
