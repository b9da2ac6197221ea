import type { Knowledge } from '../../src/core/pack/knowledge.js';
import type { WordValue } from '../../src/core/rules/rule.js';
import type { Finding } from '../../src/core/rules/finding.js';
import { fillWords } from '../../src/core/compose/fill-words.js';

/** The longest day there is. */
const LONGEST_DAY = '30 Sep 2026';

/**
 * The longest text that each name has stood for in any of these findings, with dates and numbers at their longest, so
 * that words are measured against more than the case at hand.
 */
export function worstCaseWords(
  findings: readonly Finding[],
  { drug }: Pick<Knowledge, 'drug'>,
): Readonly<Record<string, WordValue>> {
  const longest: Record<string, string> = {};
  for (const [name, value] of findings.flatMap(({ values }) => Object.entries(values))) {
    const shown = longestForm(value, fillWords('{{value}}', { value }, drug.terms, 'plain'));
    if (shown.length > (longest[name] ?? '').length) longest[name] = shown;
  }
  return Object.fromEntries(
    Object.entries(longest).map(([name, text]) => [name, { kind: 'text', text }]),
  );
}

function longestForm({ kind }: WordValue, shown: string): string {
  if (kind === 'day') return LONGEST_DAY;
  if (kind === 'span') return `${LONGEST_DAY} to ${LONGEST_DAY}`;
  return kind === 'number' ? shown.padStart(3, '8') : shown;
}
