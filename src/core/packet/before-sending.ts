import { fillWords } from '../compose/fill-words.js';
import { nameFault } from '../compose/name-fault.js';
import type { Gap } from '../decision.js';
import { list, term } from '../rules/rule.js';
import type { Fact } from './documented.js';
import { openFindings } from './open-findings.js';
import type { PaperInput } from './paper-input.js';
import type { Section, Statement } from './paper.js';
import type { StatementWriter } from './statements.js';

/** The first section of every paper: that it is a draft, what was not read, and what speaks against the order. */
export function beforeSending(given: PaperInput, write: StatementWriter): Section {
  const { unread } = given;
  const findings = openFindings(given, write);
  return {
    id: 'before-sending',
    title: write.title('heading-before-sending'),
    warns: true,
    statements: [
      write.frame('draft'),
      ...(unread.length === 0
        ? [write.frame('read-in-full')]
        : [
            write.frame('not-read-in-full'),
            ...unread.map((one) => write.search(unreadText(one, given), [one.slice])),
          ]),
      ...(everyFact(given).every(({ evidence }) => write.rows(evidence) !== undefined)
        ? []
        : [write.frame('uncitable')]),
      ...(findings.length === 0
        ? [write.frame('no-findings')]
        : [write.frame('findings'), ...findings]),
    ],
    table: undefined,
  };
}

const everyFact = ({ items }: PaperInput): readonly Fact[] =>
  Object.values(items).flatMap(({ facts }) => facts);

/** "problem list: access not granted" */
export function unreadText({ resourceType, fault }: Gap, { knowledge }: PaperInput): string {
  const { terms } = knowledge.drug;
  const values = { what: list([term(`resource.${resourceType}`)]), why: term(nameFault(fault)) };
  return fillWords('{{What}}: {{why}}.', values, terms, 'plain');
}

export const isSaid = (statement: Statement | undefined): statement is Statement =>
  statement !== undefined;
