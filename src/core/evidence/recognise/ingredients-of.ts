import type { NamedMedication } from './name-medication.js';

/** All ingredients that the known codes state, else those that the words name. */
export function ingredientsOf({ codes, words }: NamedMedication): readonly string[] {
  const [only] = codes;
  if (codes.length === 1 && only !== undefined) return only.ingredients;
  const named =
    codes.length > 0
      ? codes.flatMap(({ ingredients }) => ingredients)
      : words.flatMap(({ opioids, antagonists, contextDrugs }) => [
          ...opioids,
          ...antagonists,
          ...contextDrugs.map(({ ingredient }) => ingredient),
        ]);
  return [...new Set(named)].sort();
}
