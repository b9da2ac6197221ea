import { span } from '../../rules/rule.js';
import { dateAnswer, exactDay, newestFirst } from '../date-answer.js';
import { type Documented, fact, gap } from '../documented.js';
import type { PacketInput } from '../packet-input.js';

/** The last drink as the patient told it; a test that found alcohol later leaves the question open. */
export function readLastDrink({ situation }: PacketInput): Documented {
  const { signs } = situation.evidence.alcohol;
  const [told] = newestFirst(signs.filter(({ kind }) => kind === 'last-drink'));
  const day = told && exactDay(told.at);
  const shownLater = signs.some(
    ({ kind, at }) => kind === 'alcohol' && day !== undefined && at.latest.day > day,
  );
  if (told === undefined || day === undefined || shownLater) {
    return { answers: [], facts: [], gaps: [gap('last-drink', 'assessments', 'socialHistory')] };
  }
  return {
    answers: dateAnswer('last-drink.date', told.at, [told.provenance], { reported: true }),
    facts: [fact('last-drink.reported', { date: span(told.at) }, [told.provenance], true)],
    gaps: [],
  };
}
