import { fillWords, namesIn } from '../compose/fill-words.js';
import { numbersUnder } from '../pack/policy.js';
import { payerCriteria } from '../readiness/payer-criteria.js';
import type { Requirement } from '../readiness/requirement.js';
import type { PaperInput } from './paper-input.js';
import type { Row, Section } from './paper.js';
import { showRequirement } from './shown-requirement.js';
import type { StatementWriter } from './statements.js';

/**
 * What the payer's policy asks, and what the chart knows of each criterion. For a payer that is not known here these are what
 * payers usually ask, and the section says so.
 */
export function payerSection(given: PaperInput, write: StatementWriter): Section {
  const rows = criteriaRows(given, write);
  return {
    id: 'payer-criteria',
    title: write.title('heading-payer-criteria'),
    warns: false,
    statements: policyTexts(given).map((text) => write.search(text, ['coverages'])),
    table:
      rows.length === 0
        ? undefined
        : {
            head: [
              write.title('column-requirement'),
              write.title('column-state'),
              write.title('column-what'),
            ],
            rows,
          },
  };
}

/** Which policy it is, in words of the knowledge alone. */
export function policyTexts({ situation, knowledge }: PaperInput): readonly string[] {
  const { policy, why } = situation.evidence.coverage.policy;
  const { payer, title, source, status } = policy;
  return [
    ...(why === undefined ? [] : [`${knowledge.coverageWords.policyChoice[why]}.`]),
    `${payer.charAt(0).toUpperCase()}${payer.slice(1)}: ${title} (${source.title}, ${source.date}; ${status}).`,
  ];
}

export function criteriaRows(given: PaperInput, write: StatementWriter): readonly Row[] {
  const { situation, knowledge, site } = given;
  const { policy } = situation.evidence.coverage.policy;
  const numbers = numbersUnder(knowledge, site);
  const inputs = { numbers, words: knowledge.coverageWords };
  return payerCriteria(situation, policy, inputs).map((one) => {
    const { state, label, basis } = showCriterion(one, given, write);
    return { cells: cellsOf({ ...one, state }, label, given), basis, reported: false };
  });
}

/** The words of criteria judge where nothing was found: without rows none of them is written down. */
function showCriterion(one: Requirement, given: PaperInput, write: StatementWriter) {
  const shown = showRequirement(one, given, write.rows);
  return shown.state === 'not-met' && shown.basis.kind === 'search'
    ? showRequirement({ ...one, state: 'unknown' }, given, write.rows)
    : shown;
}

const wordsOf = ({ id }: Requirement, { knowledge }: PaperInput): CriterionWords => {
  const criteria: Readonly<Record<string, CriterionWords>> = knowledge.coverageWords.criteria;
  const own = criteria[id];
  if (own === undefined) throw new Error(`no words for the criterion ${id}`);
  return own;
};

/** What the policy asks, with its numbers where it gives them. */
export function criterionTitle(one: Requirement, given: PaperInput): string {
  const { title, openTitle } = wordsOf(one, given);
  const isComplete = namesIn(title).every((name) => name in one.values);
  const { terms } = given.knowledge.drug;
  return fillWords(isComplete ? title : (openTitle ?? title), one.values, terms, 'plain');
}

function cellsOf(one: Requirement, label: string, given: PaperInput): readonly string[] {
  const fill = (text: string): string =>
    fillWords(text, one.values, given.knowledge.drug.terms, 'plain');
  return [criterionTitle(one, given), label, saidOf(one.state, wordsOf(one, given), fill)];
}

interface CriterionWords {
  readonly title: string;
  readonly openTitle?: string;
  readonly met: string;
  readonly notMet: string;
  readonly unknown: string;
  readonly conflicting?: string;
}

function saidOf(
  state: Requirement['state'],
  { met, notMet, unknown, conflicting }: CriterionWords,
  fill: (text: string) => string,
): string {
  switch (state) {
    case 'met':
      return fill(met);
    case 'not-met':
      return fill(notMet);
    case 'conflicting':
      return fill(conflicting ?? notMet);
    case 'unknown':
      return fill(unknown);
    case 'not-applicable':
      return '';
  }
}
