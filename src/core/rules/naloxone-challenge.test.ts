import { describe, expect, test } from '@jest/globals';
import { caseToFhir } from '../../../test/support/case-to-fhir.js';
import { decideCase, prepareCase } from '../../../test/support/decide-case.js';
import { findingsOf, outcomesOf } from '../../../test/support/findings-of.js';
import { theKnowledge } from '../../../test/support/hook-parts.js';
import { resourcesOf, type Slice } from '../chart.js';

const QUESTION = 'naloxone-challenge';
const challenge = (performed: string | undefined, outcome: string) => ({
  type: 'Procedure',
  code: 'naloxone challenge',
  outcome,
  ...(performed === undefined ? {} : { performed }),
});

describe('a failed challenge', () => {
  test.each([
    ['7 days ago to the minute', '-168h', ['failed-recently']],
    ['an hour more', '-169h', ['failed-earlier']],
    ['13 days ago', '-13d', ['failed-earlier']],
    ['14 days ago', '-14d', ['failed-before']],
    ['30 days ago', '-30d', ['failed-before']],
    ['31 days ago', '-31d', []],
    ['this month: precise enough', '2026-11', ['failed-recently']],
    ['some time this year: too vague for critical', '2026', ['failed-earlier']],
    ['undated: possible use, no finding here', undefined, []],
  ])('%s', async (_, performed, expected) => {
    expect(await outcomesOf(QUESTION, { facts: [challenge(performed, 'failed')] })).toEqual(
      expected,
    );
  });
});

describe('a pass', () => {
  test.each([
    ['later, ends it', '-3d', '-2d', []],
    ['earlier, does not', '-2d', '-3d', ['failed-recently']],
    ['on the same day without times, does not', '-2d', '-2d', ['failed-recently']],
    ['some hours later, ends it', '-2dT08:00', '-2dT16:00', []],
    ['in a month that holds earlier days too, does not', '-2d', '2026-11', ['failed-recently']],
  ])('%s', async (_, failed, passed, expected) => {
    const facts = [challenge(failed, 'failed'), challenge(passed, 'passed')];
    expect(await outcomesOf(QUESTION, { facts })).toEqual(expected);
  });
});

test.each(['failed', 'unclear'])(
  'a later one that is %s does not end a failure',
  async (outcome) => {
    const facts = [challenge('-3d', 'failed'), challenge('-2d', outcome)];
    expect(await outcomesOf(QUESTION, { facts })).toEqual(['failed-recently']);
  },
);

test('a later pass from a source that was read in part does not end a failure', async () => {
  const facts = [challenge('-3d', 'failed'), challenge('-2d', 'passed')];
  const prepared = await prepareCase(caseToFhir({ facts }));
  const { slices } = prepared.chart;
  const procedures: Slice = {
    state: 'partial',
    resources: resourcesOf(slices.procedures),
    fault: { reason: 'more-pages' },
  };
  const chart = { ...prepared.chart, slices: { ...slices, procedures } };
  const findings = decideCase({ ...prepared, chart }, theKnowledge())?.findings ?? [];
  expect(findings.map(({ outcome }) => outcome)).toContain('failed-recently');
});

test('days: eight and fourteen after the challenge, none from day fourteen on', async () => {
  const dates = async (performed: string) =>
    (await findingsOf(QUESTION, { facts: [challenge(performed, 'failed')] }))[0]?.dates as
      { notBefore: number; earliest: number } | undefined;
  const recent = await dates('-2d');
  expect((recent?.earliest ?? 0) - (recent?.notBefore ?? 0)).toBe(6);
  expect(await dates('-14d')).toBeUndefined();
});
