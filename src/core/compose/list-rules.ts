import type { CardRule } from '../decision.js';
import { type Finding, isAtLeast } from '../rules/finding.js';

/** Every rule behind a card, folded ones too, once each: with its worst indicator and the state of that finding. */
export function listRules(findings: readonly Finding[]): readonly CardRule[] {
  const rules = new Map<string, CardRule>();
  for (const { rule: id, version, state, indicator } of findings) {
    const other = rules.get(id);
    if (other === undefined || !isAtLeast(other.indicator, indicator)) {
      rules.set(id, { id, version, state, indicator });
    }
  }
  return [...rules.values()];
}
