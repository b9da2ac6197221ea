import { remember } from '../evidence/recognise/remember.js';
import type { LookAlikesFile } from '../pack/look-alikes.js';
import { splitWords } from '../words/split-words.js';

/** What a text looks like by its words, whether or not our tables know it; undefined = neither. */
export type LooksLike = (text: string) => 'naltrexone' | 'opioid' | undefined;

/** Readings are remembered: the same texts come in every chart. */
export function looksLikeBy({ naltrexone, opioid, neither }: LookAlikesFile): LooksLike {
  const memo = new Map<string, ReturnType<LooksLike>>();
  const [drug, others, none] = [naltrexone, opioid, neither].map(beginsWithOneOf);

  function read(text: string): ReturnType<LooksLike> {
    const words = splitWords(text).filter((word) => none?.test(word) !== true);
    if (words.some((word) => drug?.test(word))) return 'naltrexone';
    return words.some((word) => others?.test(word)) ? 'opioid' : undefined;
  }

  return (text) => (memo.has(text) ? memo.get(text) : remember(memo, text, read(text)));
}

const beginsWithOneOf = (beginnings: readonly string[]): RegExp =>
  new RegExp(`^(?:${beginnings.join('|')})`);
