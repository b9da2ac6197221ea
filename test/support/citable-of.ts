import type { Citable } from '../../src/core/packet/check-cited.js';
import { indexChart } from '../../src/core/packet/index-chart.js';
import type { Day } from '../../src/core/time/instant.js';
import { loadTimeZone } from '../../src/knowledge/load-time-zone.js';
import { theKnowledge } from './hook-parts.js';
import { gathered, NOW, packetKnowledge, requestOf } from './packet-of.js';

/** What the statements of a fixture's papers are held against. */
export async function citableOf(folder: string): Promise<Citable> {
  const { call, chart } = await gathered(requestOf(folder));
  const { words, notice } = packetKnowledge();
  const { drug, hash } = theKnowledge();
  return {
    index: indexChart(call, chart, loadTimeZone('America/New_York')),
    words,
    terms: drug.terms,
    frameValues: {
      today: { kind: 'day', day: Math.floor(NOW / 86_400_000) as Day },
      filled: { kind: 'number', value: 16 },
      total: { kind: 'number', value: 16 },
      software: { kind: 'text', text: '0.0.0' },
      knowledge: { kind: 'text', text: hash },
    },
    gapTexts: new Set(Object.values(words.gaps)),
    notice,
  };
}
