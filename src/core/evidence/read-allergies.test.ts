import { expect, test } from '@jest/globals';
import type { AllergyIntolerance } from 'fhir/r4.js';
import { daysOf, evidenceReader } from '../../../test/support/evidence-reader.js';
import { readAllergies } from './read-allergies.js';

const { terminology, zone } = evidenceReader();
const SNOMED = 'http://snomed.info/sct';
const RXNORM = 'http://www.nlm.nih.gov/research/umls/rxnorm';

const allergy = (differing: Partial<AllergyIntolerance>): AllergyIntolerance => ({
  resourceType: 'AllergyIntolerance',
  id: 'a',
  patient: { reference: 'Patient/p' },
  ...differing,
});
const read = (differing: Partial<AllergyIntolerance>) =>
  readAllergies(
    [{ resource: allergy(differing), slice: 'allergies', complete: true }],
    terminology,
    zone,
  );
const said = (differing: Partial<AllergyIntolerance>) =>
  read(differing).map(({ allergen, degree }) => `${allergen}: ${degree}`);

test.each([
  ['naltrexone by RxNorm', { coding: [{ system: RXNORM, code: '7243' }] }, 'naltrexone'],
  ['Vivitrol by words', { text: 'Vivitrol' }, 'naltrexone'],
  ['allergy to naltrexone as a finding', { text: 'Allergy to naltrexone (finding)' }, 'naltrexone'],
  ['the polymer by its letters', { text: 'PLGA' }, 'polymer'],
  ['the polymer by its name', { text: 'Poly(D,L-lactide-co-glycolide)' }, 'polymer'],
  ['carmellose by its letters', { text: 'CMC' }, 'carmellose'],
  ['carmellose by its name', { text: 'Carboxymethylcellulose sodium' }, 'carmellose'],
  ['naloxone', { coding: [{ system: RXNORM, code: '7242' }] }, 'naloxone'],
])('%s', (_, code, allergen) => {
  expect(said({ code })).toEqual([`${allergen}: allergy`]);
});

test.each([
  ['methylnaltrexone', { text: 'methylnaltrexone' }],
  ['buprenorphine/naloxone, which may be the buprenorphine', { text: 'Suboxone' }],
  ['penicillin', { text: 'Penicillin' }],
])('%s is none of these', (_, code) => {
  expect(said({ code })).toEqual([]);
});

test('a substance of a reaction counts like the code', () => {
  const reaction = [{ substance: { text: 'Naltrexone' }, manifestation: [{ text: 'Rash' }] }];
  expect(said({ code: { text: 'Injection' }, reaction })).toEqual(['naltrexone: allergy']);
});

const INTOLERANCE = { type: 'intolerance', code: { text: 'Naltrexone' } } as const;
const reactionOf = (manifestation: NonNullable<AllergyIntolerance['code']>) => ({
  reaction: [{ manifestation: [manifestation] }],
});

test.each<[string, Partial<AllergyIntolerance>, string]>([
  ['nausea', reactionOf({ text: 'Nausea' }), 'intolerance'],
  ['anaphylaxis in words', reactionOf({ text: 'Anaphylactic shock' }), 'severe-intolerance'],
  [
    'anaphylaxis by code alone',
    reactionOf({ coding: [{ system: SNOMED, code: '39579001' }] }),
    'severe-intolerance',
  ],
  ['high criticality', { criticality: 'high' }, 'severe-intolerance'],
  ['low criticality', { criticality: 'low' }, 'intolerance'],
])('intolerance with %s', (_, differing, degree) => {
  expect(said({ ...INTOLERANCE, ...differing })).toEqual([`naltrexone: ${degree}`]);
});

const status = (code: string) => ({ coding: [{ code }] });

test.each<[string, Partial<AllergyIntolerance>, boolean]>([
  ['no status', {}, true],
  ['active', { clinicalStatus: status('active') }, true],
  ['active in words', { clinicalStatus: { text: 'Active' } }, true],
  ['unconfirmed', { verificationStatus: status('unconfirmed') }, true],
  ['inactive', { clinicalStatus: status('inactive') }, false],
  ['resolved', { clinicalStatus: status('resolved') }, false],
  ['refuted', { verificationStatus: status('refuted') }, false],
  ['entered in error', { verificationStatus: status('entered-in-error') }, false],
])('%s', (_, differing, counts) => {
  expect(said({ code: { text: 'Naltrexone' }, ...differing })).toHaveLength(counts ? 1 : 0);
});

test('recorded before onset; neither is no reason to leave it out', () => {
  const code = { text: 'Naltrexone' };
  expect(
    [
      { code, recordedDate: '2026-03-02', onsetDateTime: '2020' },
      { code, onsetDateTime: '2020-05-01' },
      { code },
    ].map((one) => daysOf(read(one)[0]?.recorded)),
  ).toEqual(['2026-03-02', '2020-05-01', undefined]);
});

test('each allergen of an entry once, with its entry and whether the list was wholly read', () => {
  const both = allergy({
    code: { text: 'Vivitrol' },
    reaction: [
      { substance: { text: 'PLGA' }, manifestation: [] },
      { substance: { text: 'Naltrexone' }, manifestation: [] },
    ],
    recordedDate: '2026-03-02',
  });
  const found = readAllergies(
    [{ resource: both, slice: 'allergies', complete: false }],
    terminology,
    zone,
  );
  const provenance = { source: 'AllergyIntolerance/a', slice: 'allergies', complete: false };
  expect(found.map(({ recorded, ...more }) => ({ ...more, recorded: daysOf(recorded) }))).toEqual([
    { allergen: 'naltrexone', degree: 'allergy', recorded: '2026-03-02', provenance },
    { allergen: 'polymer', degree: 'allergy', recorded: '2026-03-02', provenance },
  ]);
});
