import type { PsychosocialTreatment } from '../../evidence/papers/papers-evidence.js';
import type { ReadinessTerms } from '../../pack/readiness-list.js';
import { span, text, type WordValue } from '../../rules/rule.js';
import { dateAnswer } from '../date-answer.js';
import { answer, type Documented, fact, gap } from '../documented.js';
import type { PacketInput } from '../packet-input.js';

const MOST = 4;
type Source = PsychosocialTreatment['from'];
const SESSIONS: ReadonlySet<Source> = new Set(['procedure', 'visit', 'appointment']);

/**
 * Sessions that took place, programmes of a current care plan, and documents that speak of them. What is only ordered or booked is said
 * and answers no question.
 */
export function readPsychosocial({ situation, readinessTerms }: PacketInput): Documented {
  const today = situation.clock.now.day;
  const all = situation.evidence.papers.psychosocial;
  const past = all.flatMap((one) =>
    one.standing === 'held' && one.at !== undefined && one.at.latest.day <= today
      ? [{ ...one, at: one.at }]
      : [],
  );
  const sessions = past.filter(({ from }) => SESSIONS.has(from)).slice(0, MOST);
  const documents = past.filter(({ from }) => from === 'document').slice(0, MOST);
  const planned = all.filter(({ standing }) => standing === 'planned');
  const plans = planned.filter(({ from }) => from === 'care-plan').slice(0, MOST);
  const ordered = planned.filter(({ from }) => from !== 'care-plan').slice(0, MOST);
  const counted = [...sessions, ...plans, ...documents];
  const what = (one: PsychosocialTreatment): WordValue => named(one, readinessTerms);
  return {
    answers: [
      ...counted.map((one) =>
        answer('psychosocial.programme', { valueString: wordsOf(one, readinessTerms) }, [
          one.provenance,
        ]),
      ),
      ...sessions
        .slice(0, 1)
        .flatMap(({ at, provenance }) => dateAnswer('psychosocial.date', at, [provenance])),
    ],
    facts: [
      ...sessions.map((one) =>
        fact('psychosocial.session', { what: what(one), date: span(one.at) }, [one.provenance]),
      ),
      ...plans.map((one) => fact('psychosocial.plan', { what: what(one) }, [one.provenance])),
      ...documents.map((one) =>
        fact('psychosocial.document', { what: what(one), date: span(one.at) }, [one.provenance]),
      ),
      ...ordered.map((one) => fact('psychosocial.ordered', { what: what(one) }, [one.provenance])),
    ],
    gaps:
      counted.length > 0
        ? []
        : [gap('psychosocial', 'procedures', 'visits', 'appointments', 'carePlans', 'documents')],
  };
}

/** The chart's own words; of a code without words, ours. */
const wordsOf = ({ what, treatment }: PsychosocialTreatment, terms: ReadinessTerms): string =>
  what ?? terms[`treatment.${treatment}`];

const named = (one: PsychosocialTreatment, terms: ReadinessTerms): WordValue =>
  one.what === undefined
    ? text(wordsOf(one, terms))
    : { kind: 'chart-text', text: wordsOf(one, terms) };
