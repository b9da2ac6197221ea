import { describe, expect, test } from '@jest/globals';
import type { Observation, Procedure } from 'fhir/r4.js';
import { daysOf, evidenceReader, observed, row } from '../../../test/support/evidence-reader.js';
import { exposuresFromChallenges } from './exposures-from-challenges.js';
import { readNaloxoneChallenges } from './read-naloxone-challenges.js';

const reader = evidenceReader();
const subject = { reference: 'Patient/p1' };

const procedure = (outcome: string | undefined, more: Partial<Procedure> = {}): Procedure => ({
  resourceType: 'Procedure',
  id: 'c1',
  status: 'completed',
  code: { text: 'Naloxone challenge' },
  subject,
  performedDateTime: '2026-11-22T10:00:00-05:00',
  ...(outcome === undefined ? {} : { outcome: { text: outcome } }),
  ...more,
});

const observation = (more: Partial<Observation>): Observation => ({
  resourceType: 'Observation',
  id: 'c2',
  status: 'final',
  code: { text: 'Naloxone challenge' },
  effectiveDateTime: '2026-11-22',
  ...more,
});

const outcomes = (procedures: readonly Procedure[], observations: readonly Observation[] = []) =>
  readNaloxoneChallenges(
    {
      procedures: procedures.map((one) => row(one)),
      observations: observations.map((one) => observed(one)),
    },
    reader,
  ).map(({ outcome }) => outcome);

const positive = { coding: [{ system: 'http://snomed.info/sct', code: '1264554000' }] };

describe('a Procedure', () => {
  test.each([
    ['failed', procedure('fail'), ['failed']],
    ['passed', procedure('passed, no withdrawal'), ['passed']],
    ['other words', procedure('see note'), ['unclear']],
    ['no outcome', procedure(undefined), ['unclear']],
    ['the finding as its code', procedure(undefined, { code: positive }), ['failed']],
    ['the finding as its outcome', procedure(undefined, { outcome: positive }), ['failed']],
    [
      'the title says so',
      procedure(undefined, { code: { text: 'Naloxone challenge, failed' } }),
      ['failed'],
    ],
    ['stopped', procedure('passed', { status: 'stopped' }), ['unclear']],
    ['stopped by withdrawal', procedure('withdrawal signs', { status: 'stopped' }), ['failed']],
    ['status unknown, passed', procedure('passed', { status: 'unknown' }), ['unclear']],
    ['in progress', procedure(undefined, { status: 'in-progress' }), []],
    ['not done', procedure('failed', { status: 'not-done' }), []],
    ['planned', procedure(undefined, { status: 'preparation' }), []],
    ['another procedure', procedure('failed', { code: { text: 'Naloxone kit dispensed' } }), []],
  ])('%s', (_, one, expected) => {
    expect(outcomes([one])).toEqual(expected);
  });
});

describe('an Observation', () => {
  test.each([
    ['words', observation({ valueString: 'Positive' }), ['failed']],
    ['concept', observation({ valueCodeableConcept: { text: 'Negative' } }), ['passed']],
    [
      'coded answer',
      observation({ valueCodeableConcept: { coding: [{ code: '260385009' }] } }),
      ['passed'],
    ],
    [
      'interpretation',
      observation({ interpretation: [{ coding: [{ code: 'POS' }] }] }),
      ['failed'],
    ],
    ['the finding as its value', observation({ valueCodeableConcept: positive }), ['failed']],
    ['the finding as its code', observation({ code: positive }), ['failed']],
    [
      'the finding as its code, and words against it',
      observation({ code: positive, valueString: 'negative' }),
      ['unclear'],
    ],
    [
      'preliminary pass',
      observation({ status: 'preliminary', valueString: 'passed' }),
      ['unclear'],
    ],
    ['cancelled', observation({ status: 'cancelled', valueString: 'failed' }), []],
  ])('%s', (_, one, expected) => {
    expect(outcomes([], [one])).toEqual(expected);
  });
});

describe('possible use', () => {
  const exposures = (...procedures: readonly Procedure[]) =>
    exposuresFromChallenges(
      readNaloxoneChallenges(
        { procedures: procedures.map((one) => row(one)), observations: [] },
        reader,
      ),
      reader.now,
      { 'unclear.recent': 7 },
    ).map(({ last, doubt }) => [daysOf(last), doubt]);

  test.each([
    ['unclear, recent', procedure('see note'), [['2026-11-22', 'unclear-challenge']]],
    ['unclear, 8 days ago', procedure('see note', { performedDateTime: '2026-11-16' }), []],
    [
      'failed, without a day',
      procedure('failed', { performedDateTime: '' }),
      [[undefined, 'unclear-challenge']],
    ],
    [
      'failed, dated ahead',
      procedure('failed', { performedDateTime: '2026-12-01' }),
      [[undefined, 'future-dated']],
    ],
    ['failed, dated', procedure('failed'), []],
    ['passed, without a day', procedure('passed', { performedDateTime: '' }), []],
  ])('%s', (_, one, expected) => {
    expect(exposures(one)).toEqual(expected);
  });
});

test('malformed resources throw nothing', () => {
  const odd = [
    { ...procedure('x'), outcome: 'failed', performedPeriod: 'y' },
    { resourceType: 'Procedure', code: null },
  ] as unknown as Procedure[];
  expect(outcomes(odd)).toEqual(['unclear']);
});
