import { span } from '../../rules/rule.js';
import { dateAnswer } from '../date-answer.js';
import { answer, type Documented, fact, gap } from '../documented.js';
import type { PacketInput } from '../packet-input.js';

const MOST = 5;

/** What the newest current care plan about this treatment says of visits and tests; a plan without a date is not dated by us. */
export function readMonitoring({ situation }: PacketInput): Documented {
  const [newest] = situation.evidence.papers.papers.flatMap(({ at, monitoring, provenance }) =>
    at === undefined || monitoring.length === 0
      ? []
      : [{ at, steps: monitoring.slice(0, MOST), provenance }],
  );
  if (newest === undefined)
    return { answers: [], facts: [], gaps: [gap('monitoring', 'carePlans')] };
  const { steps, at, provenance } = newest;
  return {
    answers: [
      ...steps.map((step) => answer('monitoring.plan', { valueString: step }, [provenance])),
      ...dateAnswer('monitoring.date', at, [provenance]),
    ],
    facts: steps.map((step) =>
      fact('monitoring.plan', { what: { kind: 'chart-text', text: step }, date: span(at) }, [
        provenance,
      ]),
    ),
    gaps: [],
  };
}
