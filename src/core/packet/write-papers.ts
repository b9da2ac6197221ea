import { number, text, type WordValue } from '../rules/rule.js';
import { answersSection } from './answers-section.js';
import { billingSection } from './billing-section.js';
import { beforeSending, isSaid, unreadText } from './before-sending.js';
import { checkCited, type Citable } from './check-cited.js';
import { citedRows } from './cited-rows.js';
import type { CitedPaper, Paper, Section, Statement } from './paper.js';
import type { PaperInput } from './paper-input.js';
import { openFindings } from './open-findings.js';
import { criteriaRows, payerSection, policyTexts } from './payer-section.js';
import { NO_COVERAGE, patientSection } from './patient-section.js';
import type { Gap } from './documented.js';
import { gapText } from './gap-text.js';
import { readinessSections } from './readiness-sections.js';
import { type StatementWriter, statementWriter } from './statements.js';

/** Letter and packet of one order. */
export interface Papers {
  readonly letter: CitedPaper;
  readonly packet: CitedPaper;
}

/**
 * Writes letter and evidence packet: every statement about the chart cites its rows, what is not there is said to be not there.
 * @throws UncitedError when a statement would not be cited: a bug, and no paper is made
 */
export function writePapers(given: PaperInput): Papers {
  const { index, words, knowledge } = given;
  const frameValues = frameValuesOf(given);
  const { terms } = knowledge.drug;
  const write = statementWriter(index, words, terms, frameValues, given.unread);
  const head = [beforeSending(given, write), patientSection(given, write)];
  const body = bodySections(given, write);
  const gaps = gapsSection(given, write);
  const readiness = readinessSections(given, write);
  const letter: readonly Section[] = [
    ...head.slice(0, 1),
    section('request', write.title('to-payer'), [write.frame('request')]),
    ...head.slice(1),
    ...body,
    gaps,
    section('signature', write.title('heading-signature'), [
      write.frame('signature'),
      write.frame('signature-name'),
      write.frame('signature-date'),
      write.frame('attached'),
    ]),
    about(write),
  ];
  const packet: readonly Section[] = [
    ...head,
    ...body,
    gaps,
    ...readiness,
    payerSection(given, write),
    billingSection(given, write),
    answersSection(given, write),
    about(write),
  ];
  const citable: Citable = {
    index,
    words,
    terms,
    frameValues,
    notice: given.notice,
    gapTexts: new Set([
      ...gapsOf(given).map((one) => gapText(one, words, terms, given.unread)),
      ...given.unread.map((one) => unreadText(one, given)),
      ...openFindings(given, write).map((one) => one.text),
      ...policyTexts(given),
      ...[...criteriaRows(given, write), ...readiness.flatMap(({ table }) => table?.rows ?? [])]
        .filter(({ basis }) => basis.kind === 'search')
        .map(({ cells }) => cells.join(' | ')),
    ]),
  };
  const paper = (kind: Paper['kind'], sections: readonly Section[]): Paper => ({
    kind,
    title: write.title(`${kind}-title`),
    sections: sections.filter(hasContent),
    cited: citedRows(sections, index),
    captions: { cited: write.title('heading-sources'), reported: write.title('reported') },
    missingCharacters: write.title('missing-characters'),
    notice: { title: write.title('heading-disclosure'), text: given.notice },
  });
  return {
    letter: checkCited(paper('letter', letter), citable),
    packet: checkCited(paper('packet', packet), citable),
  };
}

const frameValuesOf = (given: PaperInput): Readonly<Record<string, WordValue>> => ({
  today: { kind: 'day', day: given.today },
  filled: number(given.filled),
  total: number(given.total),
  documented: number(given.documented.met),
  applying: number(given.documented.of),
  software: text(given.software),
  knowledge: text(given.knowledge.hash),
});

const section = (id: string, title: string, statements: readonly Statement[]): Section => ({
  id,
  title,
  warns: false,
  statements,
  table: undefined,
});

const bodySections = ({ words, items }: PaperInput, write: StatementWriter): readonly Section[] =>
  words.sections.map(({ id, title, items: ids }) =>
    section(
      id,
      title,
      ids.flatMap((item) => items[item].facts.map(write.fact).filter(isSaid)),
    ),
  );

const gapsOf = ({ items }: PaperInput): readonly Gap[] => [
  NO_COVERAGE,
  ...Object.values(items).flatMap(({ gaps }) => gaps),
];

const gapsSection = ({ words, items }: PaperInput, write: StatementWriter): Section =>
  section(
    'gaps',
    write.title('heading-gaps'),
    words.sections.flatMap(({ items: ids }) =>
      ids.flatMap((item) => items[item].gaps.map(write.gap)),
    ),
  );

const about = (write: StatementWriter): Section =>
  section('about', write.title('heading-about'), [write.frame('made-by')]);

const hasContent = ({ statements, table }: Section): boolean =>
  statements.length > 0 || (table?.rows.length ?? 0) > 0;
