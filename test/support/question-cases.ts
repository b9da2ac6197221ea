import type { Call } from '../../src/core/call.js';
import type { Decision } from '../../src/core/decision.js';
import type { Parameter, QuestionCase } from '../../src/core/pack/question.js';
import type { Static } from 'typebox';
import { RULES } from '../../src/core/rules/registry.js';
import type { Knowledge } from '../../src/core/pack/knowledge.js';
import { respond } from '../../src/hook/respond.js';
import { caseToFhir, type FhirCase } from './case-to-fhir.js';
import { checkCase } from './check-case.js';
import type { Expectation } from './clinical-case.js';
import { compareAnswer } from './compare-answer.js';
import { decideCase, type PreparedCase, prepareCase, type Sites } from './decide-case.js';
import { theKnowledge } from './hook-parts.js';

/** A file of `cards/naltrexone` that holds numbers and the cases on both sides of each of them. */
export interface Owner {
  /** Id of the question; `drug` for the numbers of the drug itself. */
  readonly id: string;
  readonly parameters: Readonly<Record<string, Static<typeof Parameter>>>;
  readonly cases: readonly QuestionCase[];
}

export const owners = (): readonly Owner[] => {
  const { drug, questions } = theKnowledge();
  return [...questions.values(), { ...drug, id: 'drug' }];
};

export interface ReadyCase {
  readonly written: QuestionCase;
  readonly sent: FhirCase;
  readonly prepared: PreparedCase;
}

/** A question about what is paid for is asked by the other service. */
const asksOf = ({ id }: Owner): readonly Call['question'][] =>
  RULES.some(({ question, asks }) => question === id && asks === 'readiness')
    ? ['readiness']
    : ['naltrexone', 'mirror'];

export const readyCases = (owner: Owner): Promise<readonly ReadyCase[]> => {
  const sites: Sites = new Map();
  return Promise.all(
    owner.cases.map(async (written) => {
      const place = `${owner.id}: ${written.name}`;
      const sent = caseToFhir(checkCase({ id: place, ...written }, place));
      return { written, sent, prepared: await prepareCase(sent, [], asksOf(owner), sites) };
    }),
  );
};

/** Every way in which a case is not answered as its file says; empty when it is green. */
export function differencesOf({ written, sent, prepared }: ReadyCase, knowledge: Knowledge) {
  const decision = decideCase(prepared, knowledge);
  return compareAnswer(written.expect as Expectation, cardsOf(decision), sent);
}

export const cardsOf = (decision: Decision | undefined) =>
  decision === undefined
    ? []
    : respond(decision, {
        decision: 'of-a-case',
        service: 'naltrexone-safety',
        patientId: 'of-a-case',
        encounterId: undefined,
        user: undefined,
      }).cards;

/** The knowledge with one number changed. */
export function withNumber(
  knowledge: Knowledge,
  owner: string,
  parameter: string,
  value: number,
): Knowledge {
  const changed = <T extends Pick<Owner, 'parameters'>>(file: T): T => {
    const own = file.parameters[parameter];
    if (own === undefined) throw new Error(`${owner} has no ${parameter}`);
    return { ...file, parameters: { ...file.parameters, [parameter]: { ...own, value } } };
  };
  if (owner === 'drug') return { ...knowledge, drug: changed(knowledge.drug) };
  const questions = new Map(knowledge.questions);
  const question = questions.get(owner);
  if (question === undefined) throw new Error(`There is no question ${owner}`);
  return { ...knowledge, questions: questions.set(owner, changed(question)) };
}
