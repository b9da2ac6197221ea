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

describe('a challenge with its day and where it was found', () => {
  const reported = (
    procedures: readonly Procedure[],
    observations: readonly Observation[],
    complete: boolean,
  ) =>
    readNaloxoneChallenges(
      {
        procedures: procedures.map((one) => row(one, complete)),
        observations: observations.map((one) => observed(one, complete)),
      },
      reader,
    ).map(({ at, ...more }) => ({ ...more, at: daysOf(at) }));
  const P = { source: 'Procedure/c1', slice: 'laboratory' };
  const O = { source: 'Observation/c2', slice: 'laboratory' };
  const undated = { performedDateTime: '' };
  test.each<[string, Procedure, string | undefined, string]>([
    ['by its time', procedure('failed'), '2026-11-22', 'collected'],
    [
      'by the end of its period',
      procedure('failed', {
        ...undated,
        performedPeriod: { start: '2026-11-20', end: '2026-11-21' },
      }),
      '2026-11-21',
      'collected',
    ],
    [
      'by the start of an open period',
      procedure('failed', { ...undated, performedPeriod: { start: '2026-11-20' } }),
      '2026-11-20',
      'collected',
    ],
    ['without a day', procedure('failed', undated), undefined, 'undated'],
    ['ahead', procedure('failed', { performedDateTime: '2026-12-01' }), undefined, 'future'],
  ])('a Procedure, %s', (_, one, at, dating) => {
    expect(reported([one], [], false)).toEqual([
      { outcome: 'failed', at, dating, provenance: { ...P, complete: false } },
    ]);
  });
  test.each<[string, Partial<Observation>, string | undefined, string]>([
    ['by its time', {}, '2026-11-22', 'collected'],
    [
      'by its release',
      { effectiveDateTime: '', issued: '2026-11-23T09:00:00-05:00' },
      '2026-11-23',
      'collected',
    ],
    ['without a day', { effectiveDateTime: '' }, undefined, 'undated'],
  ])('an Observation, %s', (_, more, at, dating) => {
    expect(reported([], [observation({ valueString: 'failed', ...more })], true)).toEqual([
      { outcome: 'failed', at, dating, provenance: { ...O, complete: true } },
    ]);
  });
});

describe('the worst of several statements counts', () => {
  const FLAG = (code: string) => [{ coding: [{ code }] }];
  test.each<[string, Partial<Observation>, string]>([
    [
      'passed in words, flagged positive',
      { valueString: 'passed', interpretation: FLAG('POS') },
      'failed',
    ],
    [
      'failed in words, flagged negative',
      { valueString: 'failed', interpretation: FLAG('NEG') },
      'failed',
    ],
    ['flagged negative alone', { interpretation: FLAG('NEG') }, 'passed'],
    ['flagged in small letters', { interpretation: FLAG('pos') }, 'failed'],
    ['true', { valueBoolean: true }, 'failed'],
    ['false alone', { valueBoolean: false }, 'unclear'],
    ['true, whatever the words say', { valueBoolean: true, valueString: 'passed' }, 'failed'],
    ['no statement', {}, 'unclear'],
    ['a coded positive', { valueCodeableConcept: { coding: [{ code: '10828004' }] } }, 'failed'],
    [
      'a coded negative, failed in words',
      { valueCodeableConcept: { coding: [{ code: '260385009' }], text: 'failed' } },
      'failed',
    ],
    ['preliminary, failed', { status: 'preliminary', valueString: 'failed' }, 'failed'],
    ['preliminary, unclear', { status: 'preliminary', valueString: 'see note' }, 'unclear'],
    ['amended', { status: 'amended', valueString: 'passed' }, 'passed'],
    ['corrected', { status: 'corrected', valueString: 'passed' }, 'passed'],
    [
      'the finding without a value, preliminary',
      { status: 'preliminary', code: positive },
      'failed',
    ],
  ])('%s', (_, more, expected) => {
    expect(outcomes([], [observation(more)])).toEqual([expected]);
  });
  test.each<[string, Procedure, readonly string[]]>([
    ['failed while in progress', procedure('failed', { status: 'in-progress' }), ['failed']],
    ['failed while on hold', procedure('failed', { status: 'on-hold' }), ['failed']],
    ['failed, status unknown', procedure('failed', { status: 'unknown' }), ['failed']],
    ['passed while in progress', procedure('passed', { status: 'in-progress' }), ['unclear']],
    ['stopped without an outcome', procedure(undefined, { status: 'stopped' }), ['unclear']],
    ['unclear, status unknown', procedure('see note', { status: 'unknown' }), []],
    [
      'the title says failed, the outcome passed',
      procedure('passed', { code: { text: 'Naloxone challenge, failed' } }),
      ['failed'],
    ],
  ])('a Procedure: %s', (_, one, expected) => {
    expect(outcomes([one])).toEqual(expected);
  });
  test.each([
    ['COWS total', { valueInteger: 8 }],
    ['Fentanyl screen', { valueString: 'Positive' }],
  ])('%s is no challenge', (text, more) => {
    expect(outcomes([], [observation({ code: { text }, ...more })])).toEqual([]);
  });
});

test('possible use by a challenge: of an opioid nobody named, until the challenge', () => {
  const at = { performedDateTime: '2026-11-17' };
  const [one, ...others] = exposuresFromChallenges(
    readNaloxoneChallenges(
      { procedures: [row(procedure('see note', at), false)], observations: [] },
      reader,
    ),
    reader.now,
    { 'unclear.recent': 7 },
  );
  expect(others).toEqual([]);
  expect({ ...one, last: daysOf(one?.last) }).toEqual({
    ingredient: 'opioid',
    name: 'opioid',
    exposureClass: 'unknown-opioid',
    illicit: false,
    from: 'naloxone-challenge',
    certainty: 'possible',
    last: '2026-11-17',
    ongoing: false,
    asNeeded: false,
    listedOn: undefined,
    doubt: 'unclear-challenge',
    provenance: { source: 'Procedure/c1', slice: 'laboratory', complete: false },
  });
});
