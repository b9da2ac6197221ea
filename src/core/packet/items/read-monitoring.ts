import { provenanceOf, rowsOf } from '../../evidence/chart-rows.js';
import { span } from '../../rules/rule.js';
import { readFhirTime } from '../../time/read-fhir-time.js';
import { dateAnswer, newestFirst } from '../date-answer.js';
import { answer, type Documented, fact, gap } from '../documented.js';
import type { PacketInput } from '../packet-input.js';
import { carePlanTexts } from './care-plan-texts.js';
import { namesAny } from './names-any.js';

const MOST = 5;

/** What the newest current care plan about this treatment says of visits and tests; a plan without a date is not dated by us. */
export function readMonitoring({ situation, chart, words }: PacketInput): Documented {
  const { zone } = situation.clock;
  const [newest] = newestFirst(
    rowsOf(chart, 'CarePlan', ['carePlans']).flatMap((row) => {
      const { resource } = row;
      const said = carePlanTexts(resource);
      if (resource.status !== 'active' || !namesAny(said, words.treatment)) return [];
      const steps = said.filter((one) => namesAny([one], words.monitoring)).slice(0, MOST);
      const at = readFhirTime(resource.created, zone) ?? readFhirTime(resource.period?.start, zone);
      return steps.length === 0 || at === undefined
        ? []
        : [{ steps, at, provenance: provenanceOf(row) }];
    }),
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
