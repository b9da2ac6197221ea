import type { Knowledge } from '../core/pack/knowledge.js';
import { type Bounds, siteBounds } from '../core/pack/site-bounds.js';
import type { Outcome, Parameter, Question, QuestionCase } from '../core/pack/question.js';

/**
 * The reviewed knowledge as one readable document for pharmacists and clinicians: every question with its sources, numbers, words
 * and worked cases. Generated, so that it cannot differ from what the service says.
 */
export function cardBook(knowledge: Knowledge): string {
  const { questions, drug, neverList } = knowledge;
  const chapters = [...questions.values()].sort(
    (a, b) => place(a, drug.bulletOrder) - place(b, drug.bulletOrder),
  );
  return `${[
    '# Card book',
    'Generated from `cards/naltrexone/` by `npx naltrexone-cds knowledge book`; edit the files there, never this page.',
    'Words in `{{braces}}` stand for a value of the finding. No clinician has reviewed a question whose status is draft.',
    contents(chapters),
    chapter(
      'The drug',
      `Parameters that several questions share.`,
      numbersTable('drug', drug.parameters, knowledge),
    ),
    chapter(
      'The Never List',
      neverList.meaning,
      table(
        ['Rule', 'Never below', 'Reason', 'Source'],
        neverList.rules.map(({ rule, lowest, reason, source }) => [
          `\`${rule}\``,
          lowest,
          reason,
          source,
        ]),
      ),
    ),
    ...chapters.map((question) => questionChapter(question, knowledge)),
  ].join('\n\n')}\n`;
}

/** Where a question is first heard, by the reading order of its rules. */
const place = (question: Question, order: readonly string[]): number =>
  Math.min(...Object.values(question.outcomes).map(({ rule }) => order.indexOf(rule)));

const contents = (chapters: readonly Question[]): string =>
  table(
    ['Question', 'Rules', 'Version', 'Status', 'Owner', 'Review by'],
    chapters.map(({ question, id, outcomes, version, status, owner, reviewBy }) => [
      `[${question}](#${id})`,
      [...new Set(Object.values(outcomes).map(({ rule }) => `\`${rule}\``))].join(' '),
      version,
      status,
      owner,
      reviewBy,
    ]),
  );

const chapter = (title: string, ...parts: readonly string[]): string =>
  [`## ${title}`, ...parts.filter((part) => part !== '')].join('\n\n');

const questionChapter = (question: Question, knowledge: Knowledge): string =>
  chapter(
    question.id,
    `**${question.question}**`,
    question.sources
      .map(
        ({ title, section, published, url }) =>
          `- ${[url === undefined ? title : `[${title}](${url})`, section, published].filter(Boolean).join(', ')}`,
      )
      .join('\n'),
    Object.keys(question.parameters).length === 0
      ? ''
      : `### Numbers\n\n${numbersTable(question.id, question.parameters, knowledge)}`,
    `### Outcomes\n\n${Object.entries(question.outcomes).map(outcomeText).join('\n\n')}`,
    `### Cases\n\n${casesTable(question.cases)}`,
  );

const numbersTable = (
  owner: string,
  parameters: Readonly<Record<string, Parameter>>,
  knowledge: Knowledge,
): string =>
  table(
    ['Number', 'Value', 'A site may set', 'Meaning', 'Source'],
    Object.entries(parameters).map(([name, parameter]) => [
      `\`${name}\``,
      `${String(parameter.value)} ${parameter.unit}`,
      boundsText(siteBounds(parameter, owner, knowledge)),
      parameter.meaning,
      parameter.source,
    ]),
  );

const boundsText = (bounds: Bounds | undefined): string =>
  bounds === undefined ? 'any' : `${String(bounds.min)} to ${String(bounds.max)}`;

const outcomeText = ([name, outcome]: readonly [string, Outcome]): string =>
  [
    `**${name}** → \`${outcome.rule}\`, ${outcome.indicator}${outcome.state === undefined ? '' : ` (${outcome.state})`}, ${outcome.card} card`,
    `> ${outcome.summary}`,
    `- ${outcome.bullet}`,
    ...(outcome.next === undefined ? [] : [`- Next: ${outcome.next}`]),
    ...listed('Offers', outcome.suggestions),
    ...listed('Reasons to go on', outcome.overrideReasons),
  ].join('\n\n');

const listed = (what: string, names: readonly string[] = []): readonly string[] =>
  names.length === 0 ? [] : [`- ${what}: ${names.map((name) => `\`${name}\``).join(', ')}`];

const casesTable = (cases: readonly QuestionCase[]): string =>
  table(
    ['Case', 'Expected'],
    cases.map(({ name, expect }) => [
      name,
      [
        expect.indicator,
        ...(expect.rules ?? []).map((rule) => `\`${rule}\``),
        ...(expect.not ?? []).map((rule) => `not \`${rule}\``),
        expect.earliestDate === undefined ? undefined : `earliest ${expect.earliestDate}`,
      ]
        .filter(Boolean)
        .join(', '),
    ]),
  );

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`)
    .join('\n');
