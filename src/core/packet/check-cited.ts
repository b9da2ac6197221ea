import { fillWords } from '../compose/fill-words.js';
import type { PacketWords } from '../pack/packet-words.js';
import type { Terms } from '../pack/terms.js';
import type { WordValue } from '../rules/rule.js';
import type { ChartIndex } from './index-chart.js';
import { type CitedPaper, markCited, type Paper, type Statement } from './paper.js';

/** What every statement of a paper is held against. */
export interface Citable {
  readonly index: ChartIndex;
  readonly words: PacketWords;
  readonly terms: Terms;
  /** The only values that fixed words may hold: days and numbers of the paper itself. */
  readonly frameValues: Readonly<Record<string, WordValue>>;
  /** Sentences about what was looked for and not found. */
  readonly gapTexts: ReadonlySet<string>;
  readonly notice: string;
}

/** A statement that nothing supports. */
export interface Uncited {
  readonly section: string;
  readonly text: string;
  readonly why:
    | 'no-citation' // says something about the chart and names no row
    | 'unknown-row' // names a row that the chart does not hold
    | 'unknown-gap' // claims a search in words that are none of the knowledge
    | 'no-search' // claims a search and names no part of the chart
    | 'changed-frame' // fixed words that are not those of the knowledge
    | 'changed-notice';
}

/** A paper that would have said something that nothing supports. Holds no words of it: they may be of a chart. */
export class UncitedError extends Error {
  readonly uncited: readonly Uncited[];

  constructor(uncited: readonly Uncited[]) {
    const where = uncited.map(({ section, why }) => `${section} (${why})`).join(', ');
    super(`A paper is not written, because statements in it are not cited: ${where}`);
    this.name = 'UncitedError';
    this.uncited = uncited;
  }
}

/** All statements of a paper that nothing supports. */
export function findUncited(paper: Paper, citable: Citable): readonly Uncited[] {
  const frames = new Set(Object.values(citable.words.frames).map((words) => frame(words, citable)));
  const titles = new Set([...frames, ...citable.words.sections.map(({ title }) => title)]);
  const fixed = (section: string, texts: readonly string[]): readonly Uncited[] =>
    texts
      .filter((text) => !titles.has(text))
      .map((text) => ({ section, text, why: 'changed-frame' }));
  return [
    ...fixed(paper.kind, [
      ...[paper.title, paper.notice.title, paper.missingCharacters],
      ...Object.values(paper.captions),
    ]),
    ...(paper.notice.text === citable.notice
      ? []
      : [{ section: paper.kind, text: paper.notice.text, why: 'changed-notice' } as const]),
    ...paper.sections.flatMap(({ id, title, statements, table }) => [
      ...fixed(id, [title, ...(table?.head ?? [])]),
      ...[
        ...statements,
        ...(table?.rows ?? []).map((row) => ({ ...row, text: row.cells.join(' | ') })),
      ].flatMap((statement) => {
        const why = faultOf(statement, frames, citable);
        return why === undefined ? [] : [{ section: id, text: statement.text, why }];
      }),
    ]),
  ];
}

/**
 * Lets a paper through to the renderers.
 * @throws UncitedError when a statement in it is not cited
 */
export function checkCited(paper: Paper, citable: Citable): CitedPaper {
  const uncited = findUncited(paper, citable);
  if (uncited.length > 0) throw new UncitedError(uncited);
  return markCited(paper);
}

const frame = (words: string, { frameValues, terms }: Citable): string =>
  fillWords(words, frameValues, terms, 'plain');

function faultOf(
  { text, basis }: Statement,
  frames: ReadonlySet<string>,
  { index, gapTexts }: Citable,
): Uncited['why'] | undefined {
  switch (basis.kind) {
    case 'chart':
      if (basis.citations.length === 0) return 'no-citation';
      return basis.citations.every(({ source }) => index.has(source)) ? undefined : 'unknown-row';
    case 'search':
      if (basis.looked.length === 0) return 'no-search';
      return gapTexts.has(text) ? undefined : 'unknown-gap';
    case 'frame':
      return frames.has(text) ? undefined : 'changed-frame';
  }
}
