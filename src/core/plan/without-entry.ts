import type { Evidence } from '../evidence/evidence.js';

/** Evidence without everything that one row of the chart showed, whichever reader found it there. */
export const withoutEntry = (evidence: Evidence, source: string): Evidence =>
  without(evidence, source);

/** What holds nothing of the row stays the same object. */
function without<T extends object>(facts: T, source: string): T {
  const changed = Object.entries(facts).flatMap(([name, value]: [string, unknown]) => {
    if (isList(value)) {
      const kept = value.filter((one) => !isFrom(one, source));
      return kept.length === value.length ? [] : [[name, kept] as const];
    }
    const kept = isGroup(value) ? without(value, source) : value;
    return kept === value ? [] : [[name, kept] as const];
  });
  return changed.length === 0 ? facts : { ...facts, ...Object.fromEntries(changed) };
}

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);

/** Toxicology and the liver hold several lists of facts each. */
const isGroup = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !(value instanceof Set);

/** Components carry the number of their place behind "#". */
const isFrom = (fact: unknown, source: string): boolean => {
  const found = (fact as { provenance?: { source: string } } | undefined)?.provenance?.source;
  return found === source || found?.startsWith(`${source}#`) === true;
};
