import type { Provenance } from '../evidence/provenance.js';
import { type Finding, isAtLeast } from '../rules/finding.js';

/**
 * Several naltrexone drafts of one signing make one set of cards, and several facts about one subject one bullet: of the same
 * rule about the same subject the worst finding speaks, for all drafts for which it is as bad, with the evidence of all
 * (`clinical-liver-other` E3.1, E3.6). Of equally bad ones the first.
 */
export function mergeOrders(findings: readonly Finding[]): readonly Finding[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = `${finding.rule}|${finding.subject ?? ''}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [finding]);
    else group.push(finding);
  }
  return [...groups.values()].map(mergeGroup);
}

function mergeGroup(group: readonly Finding[]): Finding {
  const worst = group.reduce((a, b) => (isAtLeast(a.indicator, b.indicator) ? a : b));
  const asBad = group.filter(({ indicator }) => indicator === worst.indicator);
  return {
    ...worst,
    orders: [...new Set(asBad.flatMap(({ orders }) => orders))],
    evidence:
      group.length === 1 ? worst.evidence : bySource(group.flatMap(({ evidence }) => evidence)),
  };
}

const bySource = (evidence: readonly Provenance[]): readonly Provenance[] => [
  ...new Map(evidence.map((one) => [one.source, one])).values(),
];
