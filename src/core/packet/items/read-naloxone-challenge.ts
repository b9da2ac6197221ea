import { span } from '../../rules/rule.js';
import { dateAnswer, newestFirst } from '../date-answer.js';
import { answer, type Documented, fact, gap } from '../documented.js';
import type { PacketInput } from '../packet-input.js';

/** The newest naloxone challenge; one that passed counts only from a wholly read source, and none that is unclear or undated. */
export function readNaloxoneChallenge({ situation, words }: PacketInput): Documented {
  const [newest] = newestFirst(situation.evidence.naloxoneChallenges);
  if (newest?.at === undefined || newest.outcome === 'unclear') return NOTHING;
  const { outcome, at, provenance } = newest;
  if (outcome === 'passed' && !provenance.complete) return NOTHING;
  const code = outcome === 'passed' ? 'challenge-no-withdrawal' : 'challenge-withdrawal';
  return {
    answers: [
      answer('naloxone-challenge.outcome', { valueCoding: words.codings[code] }, [provenance]),
      ...dateAnswer('naloxone-challenge.date', at, [provenance]),
    ],
    facts: [fact(`naloxone-challenge.${outcome}`, { date: span(at) }, [provenance])],
    gaps: [],
  };
}

const NOTHING: Documented = {
  answers: [],
  facts: [],
  gaps: [gap('naloxone-challenge', 'assessments', 'procedures')],
};
