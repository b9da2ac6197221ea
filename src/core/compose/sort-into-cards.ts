import { type Finding, isAtLeast, worstIndicator } from '../rules/finding.js';

/** The findings of the at most two cards of a hook call, each finding on one card only. */
export interface CardPlan {
  readonly safety: readonly Finding[];
  readonly missing: readonly Finding[];
  readonly readiness: readonly Finding[];
}

/**
 * Merge rules E3.1-E3.4 of `clinical-liver-other`: which findings make the safety card, which the card of what is missing, and
 * which only ride along. What is paid for and documented never meets them: another service asks it, and it makes one card (E3.1).
 */
export function sortIntoCards(findings: readonly Finding[]): CardPlan {
  const readiness = findings.filter(({ card }) => card === 'readiness');
  return { ...sortSafety(findings), readiness };
}

function sortSafety(findings: readonly Finding[]): Omit<CardPlan, 'readiness'> {
  const of = (card: Finding['card']): readonly Finding[] =>
    findings.filter((finding) => finding.card === card);
  const safety = of('safety');
  const missing = of('missing');
  const rideAlong = of('ride-along');
  const urgent = safety.some(({ indicator }) => isAtLeast(indicator, 'warning'));

  if (safety.length > 0 && !urgent && missing.length > 0) {
    return { safety: [], missing: [...missing, ...safety, ...rideAlong] };
  }
  if (safety.length === 0) {
    return { safety: [], missing: missing.length === 0 ? [] : [...missing, ...rideAlong] };
  }
  const critical = worstIndicator(safety) === 'critical';
  const onlyInfoMissing = missing.every(({ indicator }) => indicator === 'info');
  return critical && onlyInfoMissing
    ? { safety: [...safety, ...rideAlong, ...missing], missing: [] }
    : { safety: [...safety, ...rideAlong], missing };
}
