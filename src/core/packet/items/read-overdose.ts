import type { RescueSupply } from '../../evidence/read-rescue-supplies.js';
import { span } from '../../rules/rule.js';
import { dateAnswer, newestFirst } from '../date-answer.js';
import { answer, type Documented, fact, gap } from '../documented.js';
import type { PacketInput } from '../packet-input.js';

/** The best proof first: handed over, ordered, listed, offered. */
const KINDS = [
  { from: 'dispense', code: 'rescue-dispensed' },
  { from: 'order', code: 'rescue-ordered' },
  { from: 'statement', code: 'rescue-listed' },
  { from: 'offer', code: 'rescue-offered' },
] as const;

/** Naloxone or nalmefene to keep. */
export function readOverdose({ situation, words }: PacketInput): Documented {
  const supplies = newestFirst(
    situation.evidence.rescueSupplies.map((one) => ({ ...one, at: one.handedOver })),
  );
  const best = KINDS.flatMap(({ from, code }) => {
    const supply = supplies.find((one) => one.from === from);
    return supply === undefined ? [] : [{ code, supply }];
  })[0];
  if (best === undefined) {
    const looked = ['medicationDispenses', 'medicationRequests', 'medicationStatements'] as const;
    return { answers: [], facts: [], gaps: [gap('overdose', ...looked)] };
  }
  const { code, supply } = best;
  return {
    answers: [
      answer('overdose.naloxone', { valueCoding: words.codings[code] }, [supply.provenance]),
      ...dateAnswer('overdose.date', supply.handedOver, [supply.provenance]),
    ],
    facts: factOf(supply),
    gaps: [],
  };
}

function factOf({ from, handedOver, provenance }: RescueSupply): Documented['facts'] {
  switch (from) {
    case 'dispense':
      return handedOver === undefined
        ? []
        : [fact('overdose.dispensed', { date: span(handedOver) }, [provenance])];
    case 'order':
      return [fact('overdose.ordered', {}, [provenance])];
    case 'statement':
      return [fact('overdose.listed', {}, [provenance])];
    case 'offer':
      return [fact('overdose.offered', {}, [provenance])];
  }
}
