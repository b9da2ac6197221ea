import { describe, expect, test } from '@jest/globals';
import { findingsOf, outcomesOf } from '../../../test/support/findings-of.js';

const QUESTION = 'opioid-toxicology-coverage';
const negative = (code: unknown, effective: string, more: object = {}) => ({
  type: 'Observation',
  code,
  effective,
  value: 'Negative',
  ...more,
});
const confirmed = (code: string) => negative({ system: 'loinc', code }, '-1dT10:00');

describe('a full panel', () => {
  const SCREENS = [
    'opiates screen',
    'oxycodone screen',
    'fentanyl screen',
    'methadone screen',
    'buprenorphine test',
  ];

  test.each(SCREENS)('without %s it has a gap', async (missing) => {
    const facts = SCREENS.filter((code) => code !== missing).map((code) =>
      negative(code, '-1dT10:00'),
    );
    const [gap] = await findingsOf(QUESTION, { given: ['oud'], facts });
    expect(gap?.outcome).toBe('gap');
    expect(gap?.values['untested']).toEqual({
      kind: 'list',
      items: [{ kind: 'text', text: missing.replace(/ (screen|test)$/, '') }],
    });
  });

  test('confirmations of metabolites cover their drugs', async () => {
    // morphine, noroxycodone, norfentanyl, EDDP, norbuprenorphine
    const facts = ['19602-2', '61425-5', '73937-5', '58428-4', '58362-5'].map(confirmed);
    expect(await outcomesOf(QUESTION, { given: ['oud'], facts })).toEqual([]);
  });

  test('fresh for some drugs and older for others: aging', async () => {
    const facts = SCREENS.map((code, place) =>
      negative(code, place === 0 ? '-5dT10:00' : '-1dT10:00'),
    );
    expect(await outcomesOf(QUESTION, { given: ['oud'], facts })).toEqual(['aging']);
  });
});

describe('what is no usable result', () => {
  test.each([
    ['preliminary negatives', { status: 'preliminary' }, 'missing'],
    ['"see note"', { value: 'See note' }, 'missing'],
    ['a month that may lie too far back', { effective: '2026-11' }, 'missing'],
    ['dated ahead', { effective: '+3d' }, 'missing'],
    ['the specimen was rejected', { value: 'Negative (specimen rejected)' }, 'unfit-specimen'],
  ])('%s: %s', async (_, more, expected) => {
    const facts = [negative('fentanyl screen', '-1dT10:00', more)];
    expect(await outcomesOf(QUESTION, { given: ['oud'], facts })).toEqual([expected]);
  });
});

test('a refuted positive does not speak, so the gap does', async () => {
  const specimen = { specimen: 's1' };
  const facts = [
    negative('oxycodone screen', '-1dT10:00', { value: 'Positive', ...specimen }),
    negative('oxycodone confirmation', '-1dT10:00', specimen),
    negative({ system: 'loinc', code: '77729-2' }, '-1dT10:00', specimen),
  ];
  expect(await outcomesOf(QUESTION, { given: ['oud'], facts })).toEqual(['gap']);
});

describe('a positive of the last week speaks for itself; what is none leaves the gap open', () => {
  const fentanyl = negative('fentanyl screen', '-1dT10:00');
  const methadone = (more: object) => negative('methadone screen', '-2dT10:00', more);

  test.each([
    ['positive', { value: 'Positive' }, []],
    ['positive seven days ago', { value: 'Positive', effective: '-7d' }, []],
    ['positive eight days ago', { value: 'Positive', effective: '-8d' }, ['gap']],
    ['preliminary positive', { value: 'Positive', status: 'preliminary' }, ['gap']],
    ['unreadable', { value: 'See note' }, ['gap']],
    ['positive, undated', { value: 'Positive', effective: undefined }, ['gap']],
  ])('%s', async (_, more, expected) => {
    const facts = [fentanyl, methadone(more)];
    expect(await outcomesOf(QUESTION, { given: ['oud'], facts })).toEqual(expected);
  });
});

describe('an unfit specimen', () => {
  test.each([
    ['six days ago', '-6d', 'unfit-specimen'],
    ['eight days ago: too old to speak of', '-8d', 'missing'],
  ])('%s', async (_, effective, expected) => {
    const facts = [
      negative('fentanyl screen', effective, { value: 'Negative (specimen rejected)' }),
    ];
    expect(await outcomesOf(QUESTION, { given: ['oud'], facts })).toEqual([expected]);
  });
});

test('while Observations could not be read, nothing is called missing', async () => {
  const access = { Observation: '403' as const };
  expect(await outcomesOf(QUESTION, { given: ['oud'], access })).toEqual([]);
});

test('in the oral lane nobody is nagged', async () => {
  const facts = [
    { type: 'MedicationAdministration', code: 'naltrexone', form: 'oral', effective: '-3d' },
  ];
  expect(await outcomesOf(QUESTION, { given: ['oud'], facts })).toEqual([]);
});
