import { describe, expect, test } from '@jest/globals';
import { findingsOf, outcomesOf } from '../../../test/support/findings-of.js';
import { theKnowledge } from '../../../test/support/hook-parts.js';
import { caseToFhir } from '../../../test/support/case-to-fhir.js';
import { prepareCase } from '../../../test/support/decide-case.js';
import type { Chart, Slice } from '../chart.js';
import { resourcesOf } from '../chart.js';
import { decide } from '../decide.js';

const QUESTION = 'liver-tests';
const lab =
  (code: string) =>
  (effective: string, value: number, more: object = {}) => ({
    type: 'Observation',
    code,
    effective,
    value,
    unit: 'U/L',
    refRange: '0-45',
    ...more,
  });
const alt = lab('ALT');
const ast = lab('AST');
const unmeasured = (code: string, effective: string) => ({
  type: 'Observation',
  code,
  effective,
  dataAbsentReason: 'error',
});

describe('missing', () => {
  test.each([
    [
      'a bilirubin is no enzyme',
      [{ type: 'Observation', code: 'total bilirubin', effective: '-5d', value: 1, unit: 'mg/dL' }],
      ['missing-before-first-injection'],
    ],
    ['one of the two enzymes suffices', [ast('-5d', 22)], []],
    [
      'a preliminary one does not',
      [alt('-5d', 22, { status: 'preliminary' })],
      ['missing-before-first-injection'],
    ],
    [
      'neither could be measured',
      [unmeasured('ALT', '-5d'), unmeasured('AST', '-5d')],
      ['missing-before-first-injection', 'unreadable', 'unreadable'],
    ],
    ['one could not be measured', [unmeasured('ALT', '-5d'), ast('-5d', 22)], ['unreadable']],
  ])('%s', async (_, facts, expected) => {
    expect(await outcomesOf(QUESTION, { facts })).toEqual(expected);
  });
});

describe('age', () => {
  test.each([
    ['of a month the earliest day reassures', [alt('2026-08', 22)], ['aging']],
    ['raised enzymes count for a shorter time', [alt('-31d', 140)], ['stale']],
    ['raised enzymes of one shorten the other', [ast('-100d', 140), alt('-40d', 22)], ['stale']],
    [
      'a preliminary raise does too',
      [alt('-40d', 22), ast('-1d', 300, { status: 'preliminary' })],
      ['stale'],
    ],
  ])('%s', async (_, facts, expected) => {
    expect(await outcomesOf(QUESTION, { facts })).toEqual(expected);
  });

  test.each([
    ['acute hepatitis', 'B16.9 acute hepatitis B', 'active', ['stale']],
    ['chronic hepatitis C', 'B18.2 chronic hepatitis C', 'active', ['stale']],
    ['resolved acute hepatitis', 'B16.9 acute hepatitis B', 'resolved', []],
  ])('with %s', async (_, code, clinicalStatus, expected) => {
    const disease = { type: 'Condition', code, clinicalStatus, recordedDate: '2020-01-01' };
    expect(await outcomesOf(QUESTION, { facts: [disease, alt('-31d', 22)] })).toEqual(expected);
  });

  test('the card names the newer of the two and how long tests count', async () => {
    const [finding] = await findingsOf(QUESTION, { facts: [alt('-200d', 22), ast('-190d', 22)] });
    expect(finding?.values).toMatchObject({
      enzyme: { text: 'AST' },
      ageDays: { value: 190 },
      freshDays: { value: 90 },
    });
  });
});

describe('unreadable', () => {
  test.each([
    [
      'an older readable result does not hide it',
      [alt('-20d', 22), unmeasured('ALT', '-5d')],
      ['unreadable'],
    ],
    ['a newer readable one does', [alt('-5d', 22), unmeasured('ALT', '-20d')], []],
    ['a readable one of the same day does', [alt('-5d', 22), unmeasured('ALT', '-5d')], []],
    ['total bilirubin too', [alt('-5d', 22), unmeasured('total bilirubin', '-5d')], ['unreadable']],
    ['direct bilirubin not', [alt('-5d', 22), unmeasured('direct bilirubin', '-5d')], []],
  ])('%s', async (_, facts, expected) => {
    expect(await outcomesOf(QUESTION, { facts })).toEqual(expected);
  });
});

describe('evidence, subject and values', () => {
  const laboratory = (source: string) => [{ source, slice: 'liverTests', complete: true }];
  test('of an old result', async () => {
    const facts = [alt('-200d', 22), ast('-190d', 22)];
    expect(await findingsOf(QUESTION, { facts })).toMatchObject([
      { outcome: 'stale', subject: undefined, evidence: laboratory('Observation/f2') },
    ]);
  });
  test('of one that could not be measured', async () => {
    const facts = [alt('-20d', 22), unmeasured('AST', '-5d')];
    expect(await findingsOf(QUESTION, { facts })).toMatchObject([
      {
        outcome: 'unreadable',
        subject: 'ast',
        evidence: laboratory('Observation/f2'),
        values: { test: { text: 'AST' }, why: { term: 'unreadable.no-number' } },
      },
    ]);
  });
  test('of one without any date: no day is named', async () => {
    const undated = { type: 'Observation', code: 'ALT', value: 300, unit: 'U/L', refRange: '0-45' };
    const facts = [undated, ast('-5d', 22)];
    expect(await findingsOf(QUESTION, { facts })).toMatchObject([
      { outcome: 'unreadable-undated', subject: 'alt', values: { test: { text: 'ALT' } } },
    ]);
  });
});

test('a test under way is a line only where one is wanted', async () => {
  const registered = { type: 'Observation', code: 'liver panel', status: 'registered' };
  expect(await outcomesOf(QUESTION, { facts: [registered, alt('-200d', 22)] })).toEqual([
    'stale',
    'pending',
  ]);
  expect(await outcomesOf(QUESTION, { facts: [registered, alt('-20d', 22)] })).toEqual([]);
});

describe('a source that was not, or not wholly, read', () => {
  const outcomesWith = async (
    facts: readonly { type: string }[],
    change: (slice: Slice) => Slice,
    names: readonly ('laboratory' | 'liverTests')[] = ['laboratory', 'liverTests'],
  ) => {
    const { call, chart, site, now } = await prepareCase(caseToFhir({ facts: [...facts] }));
    if (call === undefined) throw new Error('no order');
    const changes = Object.fromEntries(names.map((name) => [name, change(chart.slices[name])]));
    const changed: Chart = { ...chart, slices: { ...chart.slices, ...changes } };
    return decide(call, changed, theKnowledge(), site, now)
      .findings.filter(({ question }) => question.startsWith('liver'))
      .map(({ outcome }) => outcome);
  };
  const failed = (): Slice => ({ state: 'failed', fault: { reason: 'out-of-time' } });
  const partial = (slice: Slice): Slice => ({
    state: 'partial',
    resources: resourcesOf(slice),
    fault: { reason: 'more-pages' },
  });

  test('failed: nothing is said to be missing', async () => {
    expect(await outcomesWith([], failed)).toEqual([]);
  });
  test.each(['laboratory', 'liverTests'] as const)(
    'one of the two, %s, is enough to leave open what is missing or old',
    async (name) => {
      for (const change of [failed, partial]) {
        expect(await outcomesWith([], change, [name])).toEqual([]);
        expect(await outcomesWith([alt('-200d', 22)], change, [name])).toEqual([]);
      }
    },
  );
  test('in part: what is absent is not known to be missing', async () => {
    expect(await outcomesWith([], partial)).toEqual([]);
  });
  test('in part: the newest may be on the other part, so nothing is known to be old', async () => {
    expect(await outcomesWith([alt('-200d', 22)], partial)).toEqual([]);
    expect(await outcomesWith([alt('-120d', 22)], partial)).toEqual([]);
  });
  test('in part: what is there counts against safety', async () => {
    expect(await outcomesWith([unmeasured('ALT', '-5d')], partial)).toEqual(['unreadable']);
    expect(await outcomesWith([alt('-40d', 300), alt('-5d', 22)], partial)).toEqual(['severe']);
  });
});
