import { describe, expect, test } from '@jest/globals';
import { finding, TODAY } from '../../../test/support/clinical-facts.js';
import { theKnowledge } from '../../../test/support/hook-parts.js';
import { dayPlus } from '../time/instant.js';
import { day, number, text } from '../rules/rule.js';
import { cardWords } from './card-words.js';
import { writeSummary } from './write-summary.js';

const words = cardWords(theKnowledge());
const oxycodone = (name = 'oxycodone') =>
  finding({
    values: {
      opioid: text(name),
      last: day(dayPlus(TODAY, -3)),
      days: number(3),
      earliestDate: day(dayPlus(TODAY, 7)),
    },
  });

describe('the first finding, its fact and the earliest day', () => {
  test('alone', () => {
    expect(writeSummary([oxycodone()], undefined, words)).toBe(
      'Oxycodone last used 21 Nov 2026 (3 d before): earliest naltrexone 1 Dec 2026',
    );
  });
  test('beside a finding that asks for a later day', () => {
    const dates = { notBefore: undefined, earliest: dayPlus(TODAY, 165) };
    expect(writeSummary([oxycodone()], dates, words)).toContain('earliest naltrexone 8 May 2027');
  });
  test('beside use without a known end no day is promised', () => {
    expect(writeSummary([oxycodone()], 'never', words)).toMatch(
      /earliest naltrexone a day not known yet$/,
    );
  });
});

test('a name of any length leaves at most 139 characters, cut at the end of a word', () => {
  const summary = writeSummary(
    [oxycodone('a very long name of an opioid '.repeat(9))],
    undefined,
    words,
  );
  expect(summary.length).toBeLessThanOrEqual(139);
  expect(summary).toMatch(/\w…$/);
});
test('half a character is never left', () => {
  const summary = writeSummary([oxycodone('\u{1F48A}'.repeat(90))], undefined, words);
  expect(summary.length).toBeLessThanOrEqual(139);
  expect(summary).toMatch(/^(\u{1F48A})+…$/u);
});
test('a card without a finding is a bug', () => {
  expect(() => writeSummary([], undefined, words)).toThrow('a card without a finding');
});
