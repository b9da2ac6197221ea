import { describe, expect, test } from '@jest/globals';
import { evidenceReader } from '../../../../test/support/evidence-reader.js';
import { daysAgo } from '../../../../test/support/clinical-facts.js';
import { recogniseMedication } from '../recognise/recognise-medication.js';
import type { OpioidIdentity } from './medication-use.js';
import { readOpenEntry } from './read-open-entry.js';

const reader = evidenceReader();
function opioid(text: string): OpioidIdentity {
  const identity = recogniseMedication(reader.terminology, { text });
  if (identity.is !== 'opioid') throw new Error(`${text} is no opioid`);
  return identity;
}
const read = (drug: string, days: number | undefined) => {
  const written = days === undefined ? undefined : daysAgo(days);
  const { certainty, ongoing, doubt } = readOpenEntry(reader, opioid(drug), written);
  return ongoing ? `ongoing, ${certainty}` : `${certainty}: ${doubt ?? ''}`;
};

const LONG_ACTING = [
  'oxycodone extended release tablet',
  'fentanyl patch',
  'methadone 10 mg tablet',
  'levorphanol',
  'buprenorphine/naloxone film',
  'buprenorphine patch',
];

describe('an active entry without an end', () => {
  test.each([
    ['oxycodone 5 mg tablet', 30, 'ongoing, confirmed'],
    ['oxycodone 5 mg tablet', 31, 'possible: open-entry'],
    ['oxycodone 5 mg tablet', 90, 'possible: open-entry'],
    ['oxycodone 5 mg tablet', 91, 'possible: stale-entry'],
    ...LONG_ACTING.flatMap((drug): [string, number, string][] => [
      [drug, 90, 'ongoing, confirmed'],
      [drug, 91, 'possible: stale-entry'],
    ]),
    ['methadone 10 mg tablet', undefined, 'possible: undated'],
  ])('%s, written %s days ago: %s', (drug, days, expected) => {
    expect(read(drug, days)).toBe(expected);
  });
  test('planned to start tomorrow it is as young as can be', () => {
    expect(read('oxycodone 5 mg tablet', -1)).toBe('ongoing, confirmed');
  });
});
