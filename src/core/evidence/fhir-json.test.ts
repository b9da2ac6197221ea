import { expect, test } from '@jest/globals';
import { listOf, numberOf, textOf, textsOf, trimmed } from './fhir-json.js';

const A = { code: 'a' };

test.each<[string, unknown, readonly object[]]>([
  ['a list', [A, A], [A, A]],
  ['one bare object', A, [A]],
  ['nulls, words and lists inside a list', [null, A, 'a', undefined, [A]], [A]],
  ['an empty list', [], []],
  ['null', null, []],
  ['nothing', undefined, []],
  ['words', 'a', []],
  ['a number', 1, []],
])('the entries of %s', (_, value, expected) => {
  expect(listOf(value as readonly object[])).toEqual(expected);
});

test.each<[string, unknown, readonly string[]]>([
  ['a list of words', ['a', 'b'], ['a', 'b']],
  ['one word', 'a', ['a']],
  ['a list with null, a number and no word', [null, 'a', 1, ''], ['a']],
  ['nothing', undefined, []],
])('the words of %s', (_, value, expected) => {
  expect(textsOf(value)).toEqual(expected);
});

test.each<[unknown, string | undefined]>([
  ['a', 'a'],
  [' a', ' a'],
  ['!', '!'],
  ['~', '~'],
  ['é', 'é'],
  ['', undefined],
  [' ', undefined],
  ['\t\n', undefined],
  ['\u00a0', undefined],
  [1, undefined],
  [null, undefined],
])('text: %j', (value, expected) => {
  expect(textOf(value)).toBe(expected);
});

test.each([
  ['a', 'a'],
  [' a', 'a'],
  ['a ', 'a'],
  ['\u00a0a', 'a'],
  ['a\u00a0', 'a'],
  ['a b', 'a b'],
  ['é', 'é'],
  ['', ''],
])('%j without blanks around it', (text, expected) => {
  expect(trimmed(text)).toBe(expected);
});

test.each<[unknown, number | undefined]>([
  [0, 0],
  [-1.5, -1.5],
  ['5', undefined],
  [Number.NaN, undefined],
  [Number.POSITIVE_INFINITY, undefined],
  [undefined, undefined],
])('a number: %p', (value, expected) => {
  expect(numberOf(value)).toBe(expected);
});
