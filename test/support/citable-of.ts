import type { Citable } from '../../src/core/packet/check-cited.js';
import { GAP_NAMES } from '../../src/core/packet/fact-names.js';
import { gapText } from '../../src/core/packet/gap-text.js';
import { indexChart } from '../../src/core/packet/index-chart.js';
import type { Day } from '../../src/core/time/instant.js';
import { loadTimeZone } from '../../src/knowledge/load-time-zone.js';
import { theKnowledge } from './hook-parts.js';
import { gathered, NOW, packetKnowledge, packetOf, requestOf } from './packet-of.js';

/** What the statements of a fixture's papers are held against. */
export async function citableOf(folder: string): Promise<Citable> {
  const { call, chart } = await gathered(requestOf(folder));
  const { words, notice } = packetKnowledge();
  const { documented } = await packetOf(requestOf(folder));
  const { drug, hash } = theKnowledge();
  return {
    index: indexChart(call, chart, loadTimeZone('America/New_York')),
    words,
    terms: drug.terms,
    frameValues: {
      today: { kind: 'day', day: Math.floor(NOW / 86_400_000) as Day },
      filled: { kind: 'number', value: 16 },
      total: { kind: 'number', value: 16 },
      documented: { kind: 'number', value: documented.met },
      applying: { kind: 'number', value: documented.of },
      software: { kind: 'text', text: '0.0.0' },
      knowledge: { kind: 'text', text: hash },
    },
    gapTexts: new Set(
      GAP_NAMES.map((name) => gapText({ name, looked: ['patient'] }, words, drug.terms, [])),
    ),
    notice,
  };
}
