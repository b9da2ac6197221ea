import { styleText } from 'node:util';
import type { ErrorOutcome } from '../errors.js';
import type { CdsCard, CdsResponse } from '../hook/cds-response.js';
import { harmless } from './harmless.js';

/** How a terminal shows an answer. */
export interface Terminal {
  readonly colour: boolean;
  readonly columns: number;
}

export const terminalOf = (stream: NodeJS.WriteStream): Terminal => ({
  colour: stream.isTTY && stream.hasColors(),
  columns: Math.min(stream.isTTY ? stream.columns : 100, 100),
});

const COLOURS = { critical: 'red', warning: 'yellow', info: 'cyan' } as const;

/** A response the way a person wants to read it: the sentence first, then the detail, then what stands behind it. */
export function printCards({ cards }: CdsResponse, terminal: Terminal): string {
  if (cards.length === 0) return 'No card: nothing to say about this signing.\n';
  return cards.map((card) => printCard(card, terminal)).join('\n');
}

function printCard(card: CdsCard, { colour, columns }: Terminal): string {
  const style = (format: Parameters<typeof styleText>[0], text: string) =>
    colour ? styleText(format, text) : text;
  const head = `${style([COLOURS[card.indicator], 'bold'], card.indicator.toUpperCase())}  ${style('bold', harmless(card.summary))}`;
  const detail = (card.detail ?? '')
    .split('\n')
    .flatMap((line) => wrap(plain(line), columns - 2))
    .map((line) => (line === '' ? '' : `  ${line}`));
  const facts = factsOf(card).flatMap(([name, text]) =>
    wrap(harmless(text), columns - 18).map(
      (line, index) => `  ${style('dim', (index === 0 ? name : '').padEnd(14))}  ${line}`,
    ),
  );
  return [head, '', ...detail, '', ...facts, ''].join('\n').replace(/\n{3,}/g, '\n\n');
}

function factsOf({
  source,
  suggestions,
  extension,
}: CdsCard): readonly (readonly [string, string])[] {
  const behind = extension?.['org.naltrexone-cds'];
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['Not before', behind?.notBefore],
    ['Earliest date', behind?.earliestDate],
    ['Not known', behind?.unknown?.join(', ')],
    ['Offers', suggestions?.map(({ label }) => label).join('; ')],
    ['Orders', behind?.orders.join(', ')],
    ['Source', source.label],
    ['', source.url],
  ];
  return facts.filter((fact): fact is [string, string] => fact[1] !== undefined);
}

/** The words of a refusal, with the field it is about. */
export function printOutcome({ issue }: ErrorOutcome): string {
  return issue
    .map(
      ({ details, expression }) =>
        `${details.text}${expression ? ` (${expression.join(', ')})` : ''}\n`,
    )
    .join('');
}

/** Markdown without its marks. */
function plain(line: string): string {
  return harmless(line)
    .replace(/\*\*(.+?)\*\*/g, '$1')
    .replace(/^#+ /, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
    .replace(/\\([!-/:-@[-`{-~])/g, '$1');
}

/** Breaks at spaces; further lines of a list item keep its indentation. */
function wrap(line: string, width: number): readonly string[] {
  const indent = /^\s*(?:[-*] )?/.exec(line)?.[0].length ?? 0;
  const lines: string[] = [];
  let rest = line;
  while (rest.length > width) {
    const space = rest.lastIndexOf(' ', width);
    const at = space > indent ? space : rest.indexOf(' ', width);
    if (at < 0) break;
    lines.push(rest.slice(0, at));
    rest = ' '.repeat(indent) + rest.slice(at).trimStart();
  }
  return [...lines, rest];
}
