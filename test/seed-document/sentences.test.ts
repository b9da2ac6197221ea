import { afterAll, expect, test } from '@jest/globals';
import { closeFhirAccess } from '../support/run-case.js';
import { acceptedPage } from '../support/accepted-page.js';
import { sentencesPage } from './sentences-page.js';
import { CHECKS } from './checks.js';
import { SENTENCES } from './sentences.js';

/* The document that this project began with: what each of its sentences comes to here. */

afterAll(closeFhirAccess);

test('every row has its check, and no check stands alone', () => {
  expect(Object.keys(CHECKS)).toEqual(SENTENCES.map(({ row }) => row));
});

test.each(SENTENCES)('$row: $says', async ({ row }) => {
  const check = CHECKS[row];
  if (check === undefined) throw new Error(`row ${row} has no check`);
  expect.hasAssertions();
  await check.holds();
});

test('docs/seed-document.md holds every row with what is checked', () => {
  const page = sentencesPage(SENTENCES, CHECKS);
  expect(page).toBe(acceptedPage('seed-document.md', page));
});
