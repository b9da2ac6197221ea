import { describe, expect, test } from '@jest/globals';
import { findingsOf, outcomesOf } from '../../../test/support/findings-of.js';

const QUESTION = 'opioid-withdrawal';
const withdrawal = (more: object = {}) => ({
  type: 'Condition',
  code: 'F11.23 opioid withdrawal',
  ...more,
});
const cows = (value: number, effective: string) => ({
  type: 'Observation',
  code: 'COWS total',
  value,
  effective,
});

describe('withdrawal on the problem list', () => {
  test.each([
    ['recorded 14 days ago', { recordedDate: '-14d' }, ['diagnosis']],
    ['recorded 15 days ago', { recordedDate: '-15d' }, []],
    ['onset counts before the day of recording', { onset: '-20d', recordedDate: '-1d' }, []],
    ['this month', { onset: '2026-11' }, ['diagnosis']],
    ['some time this year', { onset: '2026' }, ['diagnosis-undated']],
    ['undated', {}, ['diagnosis-undated']],
    ['resolved', { recordedDate: '-2d', clinicalStatus: 'resolved' }, []],
    ['refuted', { recordedDate: '-2d', verificationStatus: 'refuted' }, []],
  ])('%s', async (_, more, expected) => {
    expect(await outcomesOf(QUESTION, { facts: [withdrawal(more)] })).toEqual(expected);
  });
  test.each([
    ['the newest', [{ recordedDate: '-9d' }, { recordedDate: '-3d' }, { recordedDate: '-6d' }], 3],
    ['dated ahead: as of today', [{ recordedDate: '+2d' }], 0],
  ])('%s gives the date', async (_, entries, daysAgo) => {
    const [found] = await findingsOf(QUESTION, { facts: entries.map(withdrawal) });
    const [today] = await findingsOf(QUESTION, { facts: [withdrawal({ recordedDate: '-0d' })] });
    const dayOf = (finding: typeof found) => (finding?.values['recorded'] as { day: number }).day;
    const recorded = dayOf(found);
    expect(found?.dates).toEqual({ notBefore: recorded + 15, earliest: recorded + 15 });
    expect(dayOf(today) - recorded).toBe(daysAgo);
  });
  test('a certain day before an undated entry', async () => {
    const facts = [withdrawal(), withdrawal({ recordedDate: '-3d' })];
    expect(await outcomesOf(QUESTION, { facts })).toEqual(['diagnosis']);
  });
});

test('a low score now does not take the diagnosis back', async () => {
  const facts = [withdrawal({ recordedDate: '-4d' }), cows(2, '-6h')];
  expect(await outcomesOf(QUESTION, { facts })).toEqual(['diagnosis']);
});

test('score: ten days and fourteen days; diagnosis: fifteen days', async () => {
  const facts = [withdrawal({ recordedDate: '-4d' }), cows(9, '-6h')];
  const found = await findingsOf(QUESTION, { facts });
  const [taken, recorded] = found.map(({ values }) => values['taken'] ?? values['recorded']);
  const dayOf = (value: unknown): number => (value as { day: number }).day;
  expect(found.map(({ subject, evidence }) => [subject, evidence.length])).toEqual([
    ['withdrawal score', 1],
    ['withdrawal diagnosis', 1],
  ]);
  expect(found.map(({ dates }) => dates)).toEqual([
    { notBefore: dayOf(taken) + 10, earliest: dayOf(taken) + 14 },
    { notBefore: dayOf(recorded) + 15, earliest: dayOf(recorded) + 15 },
  ]);
});
