import { describe, expect, test } from '@jest/globals';
import { TODAY } from '../../../test/support/clinical-facts.js';
import { theKnowledge } from '../../../test/support/hook-parts.js';
import { dayPlus } from '../time/instant.js';
import { day, list, number, span, term, text, type WordValue } from '../rules/rule.js';
import { fillWords, namesIn } from './fill-words.js';

const { terms } = theKnowledge().drug;
const fill = (words: string, value: WordValue, form: 'markdown' | 'plain' = 'markdown') =>
  fillWords(words, { value }, terms, form);
const oneDay = { day: TODAY, moment: undefined };

describe('values as a clinician reads them', () => {
  test.each<[string, WordValue, string]>([
    ['a text', text('oxycodone'), 'oxycodone'],
    ['a number', number(6), '6'],
    ['a number with its digits', number(3.25, 1), '3.3'],
    ['a day', day(TODAY), '24 Nov 2026'],
    ['an interval of one day', span({ earliest: oneDay, latest: oneDay }), '24 Nov 2026'],
    [
      'an interval',
      span({ earliest: { day: dayPlus(TODAY, -23), moment: undefined }, latest: oneDay }),
      '1 Nov 2026 to 24 Nov 2026',
    ],
    ['a term of the knowledge', term('source.dispense'), 'dispensed'],
    ['a list of one', list([text('a')]), 'a'],
    ['a list', list([text('a'), text('b'), text('c')]), 'a, b and c'],
    ['an empty list', list([]), ''],
    [
      'parts side by side',
      { kind: 'list', separator: ' ', items: [term('source.dispense'), day(TODAY)] },
      'dispensed 24 Nov 2026',
    ],
  ])('%s', (_, value, shown) => {
    expect(fill('{{value}}', value)).toBe(shown);
  });
});

test('a name with a capital begins a sentence', () => {
  expect(fill('{{Value}} and {{value}}', text('oxycodone'))).toBe('Oxycodone and oxycodone');
});
test('a value is escaped for Markdown, and left as it is in a plain summary', () => {
  expect(fill('**{{value}}**', text('a*b <i>'))).toBe('**a\\*b &lt;i&gt;**');
  expect(fill('{{value}}', text('a*b\n<i>'), 'plain')).toBe('a*b <i>');
});
test('a value is never read as words again', () => {
  expect(fill('{{value}}', text('{{secret}}'))).toBe('{{secret}}');
});
test('a name without a value is an error, never a gap', () => {
  expect(() => fill('{{other}}', text('a'))).toThrow('no value for {{other}}');
});
test('the names that words ask for', () => {
  expect(namesIn('{{Opioid}} until {{last}}: {{opioid}}')).toEqual(['opioid', 'last', 'opioid']);
});
