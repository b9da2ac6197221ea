import { type Finding, isAtLeast } from '../rules/finding.js';

/**
 * Several naltrexone drafts of one signing make one set of cards: of the same rule about the same subject the worst finding
 * speaks (`clinical-liver-other` E3.1).
 */
export function mergeOrders(findings: readonly Finding[]): readonly Finding[] {
  const merged = new Map<string, Finding>();
  for (const finding of findings) {
    const key = `${finding.rule}|${finding.subject ?? ''}`;
    const other = merged.get(key);
    if (other === undefined || !isAtLeast(other.indicator, finding.indicator)) {
      merged.set(key, finding);
    }
  }
  return [...merged.values()];
}
