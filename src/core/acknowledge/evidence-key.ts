import type { Finding } from '../rules/finding.js';

/**
 * Two findings with the same key say the same about the same: the same outcome, of the same chart resources, with the same
 * values. Readable, and the same in every release that keeps the names of outcomes and values.
 */
export function evidenceKey({ rule, outcome, subject, evidence, values }: Finding): string {
  const sources = [...new Set(evidence.map(({ source }) => source))].sort();
  const named = Object.entries(values).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([rule, outcome, subject ?? null, sources, named]);
}
