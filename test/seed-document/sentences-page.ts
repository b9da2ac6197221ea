import type { Sentence } from './sentences.js';

/** What is checked of a row, and the check. */
export interface Check {
  readonly what: string;
  readonly holds: () => void | Promise<void>;
}

const HEAD = `# The document that this project began with

It tells how an injection of naltrexone is billed and documented, and it has errors. This page goes through it sentence by sentence, in
our own words: what it says, what is true where it errs, what the service does, and what is checked on each run of the tests. Made from
\`test/seed-document\` by \`npm run burden\`; edit there, never here.
`;

const CHAPTERS: Readonly<Record<string, string>> = {
  D: 'Definition',
  C: 'Clinical context',
  M: 'Modifiers',
  R: 'Documentation',
  N: 'Denials',
  P: 'Commercial insurers',
  X: 'Similar codes',
};

/** A chapter for each part of the document, a line for each sentence. */
export const sentencesPage = (
  sentences: readonly Sentence[],
  checks: Readonly<Record<string, Check>>,
): string =>
  [
    HEAD,
    ...Object.entries(CHAPTERS).map(([letter, title]) =>
      [
        `## ${title}\n`,
        '| Row | The document says | What is true | What the service does | Checked |',
        '| --- | --- | --- | --- | --- |',
        ...sentences
          .filter(({ row }) => row.startsWith(letter))
          .map(({ row, says, truth, does }) =>
            [row, says, truth ?? 'so', does, checks[row]?.what ?? ''].map(cell).join(' | '),
          )
          .map((cells) => `| ${cells} |`),
        '',
      ].join('\n'),
    ),
  ].join('\n');

const cell = (words: string): string => words.replace(/[\\|<*_`[\]]/g, '\\$&');
