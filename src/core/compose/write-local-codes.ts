import type { UsedLocalCode } from '../decision.js';
import type { Finding } from '../rules/finding.js';
import type { JudgedOrder } from '../rules/judge-order.js';
import { day, list, type WordValue } from '../rules/rule.js';
import { DAY_MS, type Day } from '../time/instant.js';
import type { CardWords } from './card-words.js';

/** What decides whether a line of the site's list is said on a card. */
export interface LocalCodeParts {
  readonly findings: readonly Finding[];
  readonly judged: readonly JudgedOrder[];
  readonly localCodes: readonly UsedLocalCode[];
}

/** The local codes behind a card's orders and findings, by owner and date of their entries; others decided nothing. */
export function writeLocalCodes(
  { findings, judged, localCodes }: LocalCodeParts,
  words: CardWords,
): string {
  if (localCodes.length === 0) return '';
  const behind = [
    ...judged.map(({ order }) => order.ref),
    ...findings.flatMap(({ evidence }) => evidence.map(({ source }) => source)),
  ];
  const decided = ({ sources }: UsedLocalCode): boolean =>
    sources.some((one) => behind.some((source) => source === one || source.startsWith(`${one}#`)));
  const groups = new Map<string, UsedLocalCode[]>();
  for (const one of localCodes.filter(decided)) {
    const key = JSON.stringify([one.owner, one.date]);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].map((group) => sentenceOf(group, words)).join(' ');
}

function sentenceOf(group: readonly UsedLocalCode[], words: CardWords): string {
  const { owner = '', date = '' } = group[0] ?? {};
  return words.sentence('detail.local-codes', {
    owner: written(owner),
    date: day((Date.parse(date) / DAY_MS) as Day),
    codes: list(group.map(({ code, text }) => written(text ?? code ?? ''))),
  });
}

const written = (text: string): WordValue => ({ kind: 'chart-text', text });
