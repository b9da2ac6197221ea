import { fillWords, namesIn } from '../compose/fill-words.js';
import { resourcesOf } from '../chart.js';
import type { Provenance } from '../evidence/provenance.js';
import { numbersUnder } from '../pack/policy.js';
import { payerCriteria } from '../readiness/payer-criteria.js';
import type { Requirement } from '../readiness/requirement.js';
import type { PaperInput } from './paper-input.js';
import { packetSlices } from './packet-slices.js';
import type { Basis, Row, Section } from './paper.js';
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
    `${payer}: ${title} (${source.title}, ${source.date}; ${status}).`,
  ];
}

export function criteriaRows(given: PaperInput, write: StatementWriter): readonly Row[] {
  const { situation, knowledge, site } = given;
  const { policy } = situation.evidence.coverage.policy;
  const numbers = numbersUnder(knowledge, site);
  const inputs = { numbers, words: knowledge.coverageWords };
  return payerCriteria(situation, policy, inputs).map((one) => {
    const rows = write.rows(one.id === 'age' ? [patientRow(given)] : one.evidence);
    // A judgement without a row that can be cited is not written down as one.
    const judged = rows === undefined && JUDGED.has(one.state) ? { ...one, state: UNKNOWN } : one;
    return { cells: cellsOf(judged, given), basis: rows ?? searched, reported: false };
  });
}

const JUDGED: ReadonlySet<Requirement['state']> = new Set(['met', 'not-met', 'conflicting']);
const UNKNOWN: Requirement['state'] = 'unknown';

/** Age follows from the birth date alone. */
const patientRow = ({ chart }: PaperInput): Provenance => ({
  source: `Patient/${resourcesOf(chart.slices.patient)[0]?.id ?? '?'}`,
  slice: 'patient',
  complete: true,
});

/** A criterion without rows rests on having looked through all that papers read. */
const searched: Basis = {
  kind: 'search',
  looked: [...packetSlices()],
};

function cellsOf({ id, state, values }: Requirement, given: PaperInput): readonly string[] {
  const { knowledge, words } = given;
  const criteria: Readonly<Record<string, CriterionWords>> = knowledge.coverageWords.criteria;
  const own = criteria[id];
  if (own === undefined) throw new Error(`no words for the criterion ${id}`);
  const fill = (text: string): string => fillWords(text, values, knowledge.drug.terms, 'plain');
  const isComplete = namesIn(own.title).every((name) => name in values);
  return [
    fill(isComplete ? own.title : (own.openTitle ?? own.title)),
    words.states[state],
    saidOf(state, own, fill),
  ];
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
