import { describe, expect, test } from '@jest/globals';
import { between, daysAgo, diagnosis, seen } from '../../../../test/support/clinical-facts.js';
import { evidenceReader } from '../../../../test/support/evidence-reader.js';
import { exactly } from '../../time/instant.js';
import type { Diagnosis } from '../diagnosis.js';
import type { Exposure } from '../exposure.js';
import { readOpioidDiagnoses } from './read-opioid-diagnoses.js';

const reader = evidenceReader();
const read = (differing: Partial<Diagnosis>): readonly Exposure[] =>
  readOpioidDiagnoses(reader, [diagnosis(differing)]);

const ON = exactly(daysAgo(5));
const overdose = (code: string, more: Partial<Diagnosis> = {}): Partial<Diagnosis> => ({
  group: 'opioid-overdose/poisoning',
  code,
  display: '',
  at: ON,
  ...more,
});

const HEROIN: Exposure = {
  ingredient: 'heroin',
  name: 'heroin (poisoning)',
  exposureClass: 'short-acting',
  illicit: true,
  from: 'poisoning',
  certainty: 'confirmed',
  last: ON,
  ongoing: false,
  asNeeded: false,
  listedOn: undefined,
  doubt: undefined,
  provenance: seen('Condition/c1'),
};

describe('a coded poisoning is an exposure on its day', () => {
  test.each<[string, Partial<Diagnosis>, Partial<Exposure>]>([
    ['heroin', overdose('T40.1X1A'), {}],
    ['a resolved one is still an event', overdose('T40.1X1A', { active: false }), {}],
    ['methadone', overdose('T40.3X1A'), drug('methadone', { exposureClass: 'methadone' })],
    ['tramadol', overdose('T40.421A'), drug('tramadol', { exposureClass: 'tramadol' })],
    [
      'an adverse effect of fentanyl is no overdose',
      overdose('T40.415A'),
      { ...drug('fentanyl'), name: 'fentanyl (adverse effect)' },
    ],
    [
      'an unnamed narcotic',
      overdose('T40.601A'),
      drug('unknown opioid', { exposureClass: 'unknown-opioid' }),
    ],
    [
      'several drugs by the words of a SNOMED CT code',
      overdose('1', { system: 'SNOMED CT', display: 'Overdose of morphine and oxycodone' }),
      {
        ...drug('morphine + oxycodone', { exposureClass: 'unknown-opioid' }),
        name: 'morphine or oxycodone (poisoning)',
      },
    ],
    [
      'a past event by its onset',
      overdose('T40.1X1D', { onset: exactly(daysAgo(9)) }),
      { last: exactly(daysAgo(9)) },
    ],
    [
      'a month is clipped at now',
      overdose('T40.1X1A', { at: between(23, -6) }),
      { last: { earliest: daysAgo(23), latest: reader.now } },
    ],
    ['without a date', overdose('T40.1X1A', { at: undefined }), doubtful('undated')],
    ['dated ahead', overdose('T40.1X1A', { at: exactly(daysAgo(-9)) }), doubtful('future-dated')],
  ])('%s', (_, differing, expected) => {
    expect(read(differing)).toEqual([{ ...HEROIN, ...expected }]);
  });
});

function drug(ingredient: string, more: Partial<Exposure> = {}): Partial<Exposure> {
  return { ingredient, name: `${ingredient} (poisoning)`, illicit: false, ...more };
}

function doubtful(doubt: NonNullable<Exposure['doubt']>): Partial<Exposure> {
  return { certainty: 'possible', last: undefined, doubt };
}

test.each<[string, Partial<Diagnosis>]>([
  ['underdosing', overdose('T40.1X6A')],
  ['a past event without an onset', overdose('T40.1X1D')],
  ['a sequela without an onset', overdose('T40.1X1S')],
  ['cocaine', overdose('T40.5X1A')],
  [
    'a SNOMED CT diagnosis of another group that names a drug',
    { system: 'SNOMED CT', code: '1', display: 'Heroin dependence', at: ON },
  ],
])('no exposure: %s', (_, differing) => {
  expect(read(differing)).toEqual([]);
});

describe('long-term opioid therapy', () => {
  const therapy: Partial<Diagnosis> = { group: 'opioid-therapy', code: 'Z79.891' };
  test.each([
    ['dated', ON, daysAgo(5)],
    ['dated years ago', exactly(daysAgo(2000)), daysAgo(2000)],
    ['undated', undefined, undefined],
  ])('%s is possible use that may go on', (_, at, listedOn) => {
    expect(read({ ...therapy, at })).toEqual([
      {
        ingredient: 'opioid',
        name: 'long-term opioid therapy',
        exposureClass: 'unknown-opioid',
        illicit: false,
        from: 'opioid-therapy-diagnosis',
        certainty: 'possible',
        last: undefined,
        ongoing: false,
        asNeeded: false,
        listedOn,
        doubt: 'opioid-therapy',
        provenance: seen('Condition/c1'),
      },
    ]);
  });
  test('that is over says nothing', () => {
    expect(read({ ...therapy, active: false })).toEqual([]);
  });
});
