import type { Call } from '../../call.js';
import type { UsedLocalCode } from '../../decision.js';
import type { LocalCodeUses } from './translate-chart.js';

/** The lines of the site's list by which drafts and chart were read, each with what was read by it. */
export function usedLocalCodes(call: Call, uses: LocalCodeUses): readonly UsedLocalCode[] {
  const all = new Map([...uses].map(([entry, sources]) => [entry, new Set(sources)]));
  for (const { ref, localCodes } of [...call.orders, ...call.otherDrafts]) {
    for (const entry of localCodes) all.set(entry, (all.get(entry) ?? new Set()).add(ref));
  }
  return [...all].map(([entry, sources]) => ({ ...entry, sources: [...sources].sort() }));
}
