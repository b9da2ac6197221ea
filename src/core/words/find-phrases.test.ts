import { describe, expect, test } from '@jest/globals';
import { phraseTable } from '../../knowledge/terminology/phrase-table.js';
import { findPhrases } from './find-phrases.js';

const table = phraseTable([
  ['opioid', 'class'],
  ['opioid antagonist', 'describes'],
  ['last * use', 'last use'],
]);
const find = (text: string): readonly string[] =>
  findPhrases(table, text.split(' ')).map(({ row }) => row);

describe('findPhrases', () => {
  test.each([
    ['an opioid', ['class']],
    ['opioid antagonist', ['describes']],
    ['opioid antagonist opioid', ['describes', 'class']],
    ['nonopioid', []],
    ['last heroin use', ['last use']],
    ['last known heroin use', ['last use']],
    ['last use', []],
    ['last one two three four use', []],
  ])('"%s"', (text, rows) => {
    expect(find(text)).toEqual(rows);
  });
});
