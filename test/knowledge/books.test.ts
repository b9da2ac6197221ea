import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { payerPolicyBook } from '../../src/knowledge/payer-policy-book.js';
import { cardBook } from '../../src/knowledge/card-book.js';
import { theKnowledge } from '../support/hook-parts.js';

test('docs/card-book.md says what cards/ says: `npx naltrexone-cds knowledge book > docs/card-book.md`', () => {
  const committed = readFileSync(new URL('../../docs/card-book.md', import.meta.url), 'utf8');
  expect(committed).toBe(cardBook(theKnowledge()));
});

test('docs/payer-policies.md says what cards/coverage says: `npx naltrexone-cds knowledge payers > docs/payer-policies.md`', () => {
  const committed = readFileSync(new URL('../../docs/payer-policies.md', import.meta.url), 'utf8');
  expect(committed).toBe(payerPolicyBook(theKnowledge()));
});
