import { readFileSync } from 'node:fs';

export const DOCS = new URL('../../docs/', import.meta.url);

export const readGuide = (name: string): string => readFileSync(new URL(name, DOCS), 'utf8');

/** The rows of the first table under a heading, without its head; each cell without its code marks. */
export function tableUnder(
  markdown: string,
  heading: string,
  firstCell: string,
): readonly (readonly string[])[] {
  const lines = markdown.slice(markdown.indexOf(`\n## ${heading}\n`)).split('\n');
  const head = lines.findIndex((line) => cellsOf(line)[0] === firstCell);
  if (head < 0) throw new Error(`there is no table "${firstCell}" under ${heading}`);
  const rows = lines.slice(head + 2);
  const end = rows.findIndex((line) => !line.startsWith('|'));
  return rows.slice(0, end).map(cellsOf);
}

const cellsOf = (line: string): readonly string[] =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim().replace(/^`(.*?)`.*$/, '$1'));
