import { isMet, type Row } from './row.js';

/** The table as Markdown, so that it can be pasted as it stands. */
export function printTable(rows: readonly Row[]): string {
  const cells = rows.map((row) => [
    row.what,
    shown(row, row.figure),
    `${row.is === 'at-least' ? '≥' : '≤'} ${shown(row, row.target)}`,
    isMet(row) ? 'yes' : 'NO',
    row.from,
  ]);
  const head = ['what', 'figure', 'target', 'met', 'from'];
  const widths = head.map((name, place) =>
    Math.max(name.length, ...cells.map((line) => line[place]?.length ?? 0)),
  );
  const line = (texts: readonly string[]) =>
    `| ${texts.map((text, place) => text.padEnd(widths[place] ?? 0)).join(' | ')} |`;
  const rule = line(widths.map((width) => '-'.repeat(width)));
  return [line(head), rule, ...cells.map(line)].join('\n');
}

function shown({ digits, unit }: Row, value: number): string {
  const text = value.toFixed(digits);
  return unit === undefined ? text : `${text} ${unit}`;
}
