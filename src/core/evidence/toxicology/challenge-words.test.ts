import { expect, test } from '@jest/globals';
import { evidenceReader } from '../../../../test/support/evidence-reader.js';
import { challengeInWords } from './challenge-words.js';

const { knowledge } = evidenceReader();

test.each([
  ['fail', 'failed'],
  ['Positive', 'failed'],
  ['withdrawal signs after 0.2 mg', 'failed'],
  ['not tolerated', 'failed'],
  ['tolerated 0.2 mg, then withdrawal signs', 'failed'],
  ['no withdrawal signs at 0.2 mg, failed at 0.6 mg', 'failed'],
  ['negative, no withdrawal, failed at 0.6 mg', 'failed'],
  ['pass', 'passed'],
  ['Negative', 'passed'],
  ['passed, no withdrawal', 'passed'],
  ['no signs of withdrawal', 'passed'],
  ['negative for withdrawal signs', 'passed'],
  ['tolerated', 'passed'],
  ['see note', 'unclear'],
  ['', 'unclear'],
])('%s: %s', (words, expected) => {
  expect(challengeInWords([words], knowledge)).toBe(expected);
});
