import type { Evidence } from '../evidence/evidence.js';

/** Our own names of what the rows of a chart are about; undefined where none of a row's facts has one. */
export function namesOfEntries({
  exposures,
  diagnoses,
}: Evidence): (source: string) => string | undefined {
  const names = new Map<string, string>();
  const add = (source: string, name: string): void => {
    if (!names.has(source)) names.set(source, name);
  };
  for (const { provenance, ingredient } of exposures) add(provenance.source, ingredient);
  for (const { provenance, display } of diagnoses) add(provenance.source, display);
  return (source) => names.get(source);
}
