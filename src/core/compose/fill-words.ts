import type { Terms } from '../pack/terms.js';
import type { WordValue } from '../rules/rule.js';
import { escapeMarkdown } from './escape-markdown.js';
import { formatDay } from './format-day.js';

const PLACEHOLDER = /\{\{([A-Za-z][A-Za-z0-9]*)\}\}/;

/**
 * Puts values into words of the knowledge. `{{opioid}}` stands for the value of that name, `{{Opioid}}` for the same at the
 * head of a sentence. Every value is escaped for GitHub-flavoured Markdown here and nowhere else.
 * @param form `plain` for summaries, which clients show as text: nothing is escaped, line breaks are dropped
 * @throws Error when a name has no value: a card never shows a gap
 */
export function fillWords(
  words: string,
  values: Readonly<Record<string, WordValue>>,
  terms: Terms,
  form: 'markdown' | 'plain',
): string {
  const { start, gaps } = splitAtNames(words);
  let filled = start;
  for (const { name, capital, then } of gaps) {
    const value = values[name];
    if (value === undefined) throw new Error(`no value for {{${name}}}`);
    const shown = show(value, terms);
    const text = capital ? shown.charAt(0).toUpperCase() + shown.slice(1) : shown;
    filled += (form === 'plain' ? text.replace(/\s+/g, ' ') : escapeMarkdown(text)) + then;
  }
  return filled;
}

/** Words as they are filled: what stands before the first name, then each name with what follows it. */
interface SplitWords {
  readonly start: string;
  readonly gaps: readonly {
    readonly name: string;
    readonly capital: boolean;
    readonly then: string;
  }[];
}

/** The words of the knowledge are few and never change, so each is split once. */
const split = new Map<string, SplitWords>();

function splitAtNames(words: string): SplitWords {
  const known = split.get(words);
  if (known !== undefined) return known;
  const [start = '', ...rest] = words.split(PLACEHOLDER);
  const gaps = rest.flatMap((written, place) => {
    if (place % 2 === 1) return [];
    const name = written.charAt(0).toLowerCase() + written.slice(1);
    return [{ name, capital: name !== written, then: rest[place + 1] ?? '' }];
  });
  split.set(words, { start, gaps });
  return { start, gaps };
}

function show(value: WordValue, terms: Terms): string {
  switch (value.kind) {
    case 'text':
    case 'chart-text':
      return value.text;
    case 'number':
      return value.digits === undefined ? String(value.value) : value.value.toFixed(value.digits);
    case 'day':
      return formatDay(value.day);
    case 'span':
      return value.earliest === value.latest
        ? formatDay(value.latest)
        : `${formatDay(value.earliest)} to ${formatDay(value.latest)}`;
    case 'term':
      return terms[value.term];
    case 'list':
      return joined(
        value.items.map((item) => show(item, terms)),
        value.separator,
        value.last,
      );
  }
}

function joined(
  items: readonly string[],
  separator: string | undefined,
  last: 'and' | 'or' = 'and',
): string {
  if (separator !== undefined || items.length <= 1) return items.join(separator);
  return `${items.slice(0, -1).join(', ')} ${last} ${items[items.length - 1] ?? ''}`;
}

/** The names that words ask for, as the values call them. */
export const namesIn = (words: string): readonly string[] =>
  splitAtNames(words).gaps.map(({ name }) => name);
