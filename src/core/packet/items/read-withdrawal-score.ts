import { number, span } from '../../rules/rule.js';
import { dateAnswer, newestFirst } from '../date-answer.js';
import { answer, type Documented, fact, gap } from '../documented.js';
import type { PacketInput } from '../packet-input.js';

/** The newest COWS total, if it is final, dated and from a wholly read source. */
export function readWithdrawalScore({ situation }: PacketInput): Documented {
  const [newest] = newestFirst(situation.evidence.withdrawalScores);
  if (newest?.at === undefined || !newest.final || !newest.provenance.complete) {
    return { answers: [], facts: [], gaps: [gap('withdrawal-score', 'assessments')] };
  }
  const { score, at, provenance } = newest;
  return {
    answers: [
      answer('withdrawal-score.total', { valueInteger: score }, [provenance]),
      ...dateAnswer('withdrawal-score.date', at, [provenance]),
    ],
    facts: [fact('withdrawal-score.total', { score: number(score), date: span(at) }, [provenance])],
    gaps: [],
  };
}
