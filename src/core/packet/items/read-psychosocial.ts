import type { CarePlan, Encounter, Procedure } from 'fhir/r4.js';
import { type ChartRow, provenanceOf, rowsOf } from '../../evidence/chart-rows.js';
import { listOf, textOf } from '../../evidence/fhir-json.js';
import { conceptTexts } from '../../evidence/toxicology/concept-texts.js';
import { span, type WordValue } from '../../rules/rule.js';
import { readFhirTime } from '../../time/read-fhir-time.js';
import { dateAnswer, newestFirst } from '../date-answer.js';
import { answer, type Documented, fact, gap } from '../documented.js';
import type { PacketInput } from '../packet-input.js';
import { carePlanTexts } from './care-plan-texts.js';
import { namesAny } from './names-any.js';

const MOST = 4;

/** Sessions that took place and programmes of a current care plan, by the words of `cards/packet`; what is only ordered is none. */
export function readPsychosocial({ situation, chart, words }: PacketInput): Documented {
  const { zone, now } = situation.clock;
  const sessions = newestFirst(
    [
      ...rowsOf(chart, 'Procedure', ['procedures']),
      ...rowsOf(chart, 'Encounter', ['visits']),
    ].flatMap((row) => {
      const said = textsOf(row).filter((one) => namesAny([one], words.psychosocial));
      const at = readFhirTime(startOf(row), zone);
      return said[0] === undefined || at === undefined || at.latest.day > now.day
        ? []
        : [{ what: said[0], at, provenance: provenanceOf(row) }];
    }),
  ).slice(0, MOST);
  const plans = rowsOf(chart, 'CarePlan', ['carePlans'])
    .filter(isCurrent)
    .flatMap((row) => {
      const said = carePlanTexts(row.resource).filter((one) => namesAny([one], words.psychosocial));
      return said[0] === undefined ? [] : [{ what: said[0], provenance: provenanceOf(row) }];
    });
  return {
    answers: [
      ...[...sessions, ...plans].map(({ what, provenance }) =>
        answer('psychosocial.programme', { valueString: what }, [provenance]),
      ),
      ...sessions
        .slice(0, 1)
        .flatMap(({ at, provenance }) => dateAnswer('psychosocial.date', at, [provenance])),
    ],
    facts: [
      ...sessions.map(({ what, at, provenance }) =>
        fact('psychosocial.session', { what: chartText(what), date: span(at) }, [provenance]),
      ),
      ...plans.map(({ what, provenance }) =>
        fact('psychosocial.plan', { what: chartText(what) }, [provenance]),
      ),
    ],
    gaps:
      sessions.length + plans.length > 0
        ? []
        : [gap('psychosocial', 'procedures', 'visits', 'carePlans')],
  };
}

const chartText = (text: string): WordValue => ({ kind: 'chart-text', text });

const isCurrent = ({ resource: { status } }: ChartRow<CarePlan>): boolean => status === 'active';

type Session = Procedure | Encounter;

function textsOf({ resource }: ChartRow<Session>): readonly string[] {
  if (resource.resourceType === 'Procedure') {
    return resource.status === 'completed' ? conceptTexts(resource.code) : [];
  }
  return resource.status === 'finished'
    ? [...listOf(resource.type), ...listOf(resource.serviceType)].flatMap(conceptTexts)
    : [];
}

const startOf = ({ resource }: ChartRow<Session>): string | undefined =>
  textOf(
    resource.resourceType === 'Procedure'
      ? (resource.performedDateTime ?? resource.performedPeriod?.start)
      : resource.period?.start,
  );
