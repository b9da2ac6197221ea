import { expect, test } from '@jest/globals';
import type { Refusal } from '../clients/refusal.js';
import { explainRefusal } from './explain-refusal.js';

test.each<[Refusal, string]>([
  [
    {
      reason: 'audience-differs',
      part: 'aud',
      expected: ['https://a', 'https://b'],
      got: 'https://c',
    },
    'aud differs: expected https://a or https://b, got https://c. Register it in "audiences" if it is meant.',
  ],
  [
    { reason: 'issuer-unknown', part: 'iss', expected: ['x'], got: '' },
    'iss differs: expected x, got an empty text.',
  ],
  [{ reason: 'expired', seconds: 720 }, 'It expired 12 minutes ago (exp).'],
  [{ reason: 'expired', seconds: 61 }, 'It expired 61 seconds ago (exp).'],
  [{ reason: 'expired', seconds: 400 * 86_400 }, 'It expired 400 days ago (exp).'],
  [
    { reason: 'not-yet-valid', part: 'nbf', seconds: 7200 },
    'It is not valid for another 2 hours (nbf); are both clocks right?',
  ],
  [
    { reason: 'life-too-long', seconds: 111_287_890 },
    'It lives 1288 days from iat to exp; one hour is allowed, five minutes are usual.',
  ],
  [{ reason: 'life-too-long', seconds: -1 }, 'exp is not after iat.'],
  [
    { reason: 'key-unknown', got: 'k9', expected: ['k1', 'k2'] },
    'It is signed by an unknown key: kid is k9, known are k1 or k2.',
  ],
  [{ reason: 'time-missing', part: 'exp' }, 'exp must be a number: seconds since 1970.'],
])('%j', (refusal, sentence) => {
  expect(explainRefusal(refusal)).toBe(sentence);
});
