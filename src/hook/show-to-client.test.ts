import { expect, test } from '@jest/globals';
import { hookParts } from '../../test/support/hook-parts.js';
import type { CdsResponse } from './cds-response.js';
import { showToClient } from './show-to-client.js';

const { words } = hookParts();
const answer = { cards: [{ summary: 'a', detail: 'b' }, { summary: 'c' }] } as CdsResponse;
const client = { id: 'x', fhirBases: [] };

test('a known client in live mode sees the answer as it is', () => {
  expect(showToClient(answer, client, words)).toEqual(answer);
});

test('a client in silent mode sees no card', () => {
  expect(showToClient(answer, { ...client, mode: 'silent' }, words)).toEqual({ cards: [] });
});

test('without authentication every card says so, below what it says else', () => {
  const { cards } = showToClient(answer, { ...client, anonymous: true }, words);
  expect(cards.map(({ detail }) => detail)).toEqual([
    `b\n\n${words.withoutAuthentication}`,
    words.withoutAuthentication,
  ]);
  expect(words.withoutAuthentication).toMatch(/without authentication/);
});
