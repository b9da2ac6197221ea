import type { InductionProtocolsFile } from '../core/pack/induction-protocols.js';
import type { Question } from '../core/pack/question.js';
import { KnowledgeError } from './knowledge-error.js';

const FILE = 'cards/naltrexone/induction-protocols.json';

/**
 * Holds the induction protocols against the questions: the standard one is there, and each changes only numbers and outcomes
 * that exist.
 * @throws KnowledgeError for the first difference
 */
export function checkProtocols(
  { standard, protocols }: InductionProtocolsFile,
  questions: ReadonlyMap<string, Question>,
): void {
  if (!protocols.some(({ id }) => id === standard)) {
    throw new KnowledgeError(FILE, `there is no protocol "${standard}"`, 'Name one as standard');
  }
  for (const { id, numbers, lowered } of protocols) {
    const number = numbers.find(
      ({ question, parameter }) => questions.get(question)?.parameters[parameter] === undefined,
    );
    const outcome = lowered.find(
      (one) => questions.get(one.question)?.outcomes[one.outcome]?.indicator !== 'critical',
    );
    if (number !== undefined) {
      throw new KnowledgeError(
        FILE,
        `"${id}" changes ${number.parameter} of ${number.question}, which is not there`,
        'See the card book',
      );
    }
    if (outcome !== undefined) {
      throw new KnowledgeError(
        FILE,
        `"${id}" lowers ${outcome.outcome} of ${outcome.question}, which is no critical outcome`,
        'See the card book',
      );
    }
  }
}
