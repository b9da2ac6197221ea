import type { Knowledge } from '../pack/knowledge.js';
import type { Outcome, Question } from '../pack/question.js';
import type { TermName } from '../pack/terms.js';
import type { Finding } from '../rules/finding.js';
import type { WordValue } from '../rules/rule.js';
import { fillWords } from './fill-words.js';

/** The words of the knowledge, ready to speak about findings. */
export interface CardWords {
  readonly questionOf: (finding: Finding) => Question;
  readonly outcomeOf: (finding: Finding) => Outcome;
  /** Words of an outcome with the values of its finding. */
  readonly say: (words: string, finding: Finding, form: 'markdown' | 'plain') => string;
  /** A fixed sentence of `drug.json` with values. */
  readonly sentence: (term: TermName, values: Readonly<Record<string, WordValue>>) => string;
  /** The same for a summary. */
  readonly plain: (term: TermName, values: Readonly<Record<string, WordValue>>) => string;
}

export function cardWords({ questions, drug }: Knowledge): CardWords {
  const questionOf = (finding: Finding): Question => {
    const question = questions.get(finding.question);
    if (question === undefined) throw new Error(`no question ${finding.question}`);
    return question;
  };
  return {
    questionOf,
    outcomeOf: (finding) => {
      const outcome = questionOf(finding).outcomes[finding.outcome];
      if (outcome === undefined) throw new Error(`no words for ${finding.outcome}`);
      return outcome;
    },
    say: (words, finding, form) => fillWords(words, finding.values, drug.terms, form),
    sentence: (term, values) => fillWords(drug.terms[term], values, drug.terms, 'markdown'),
    plain: (term, values) => fillWords(drug.terms[term], values, drug.terms, 'plain'),
  };
}
