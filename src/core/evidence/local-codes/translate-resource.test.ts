import { describe, expect, test } from '@jest/globals';
import type { FhirResource, Medication } from 'fhir/r4.js';
import { terminology } from '../../../../test/support/terminology.js';
import { indexLocalCodes } from '../../../knowledge/index-local-codes.js';
import type { LocalCodeEntry } from '../../pack/local-codes.js';
import { translateResource } from './translate-resource.js';

const SITE = 'https://ehr.example.org/codes';
const RXNORM = 'http://www.nlm.nih.gov/research/umls/rxnorm';
const LOINC = 'http://loinc.org';
const by = { owner: 'Pharmacy informatics', date: '2026-11-02' };
const oxycodone = { system: RXNORM, code: '7804' };
const alt = { system: LOINC, code: '1742-6' };
const opiates = { system: LOINC, code: '19295-5' };
const local = (code: string, means: LocalCodeEntry['means']) => ({
  system: SITE,
  code,
  means,
  ...by,
});
const site: readonly LocalCodeEntry[] = [
  local('80001', oxycodone),
  local('L-ALT', alt),
  local('UDS-OPI', opiates),
  local('PO', { system: 'http://snomed.info/sct', code: '26643006' }),
  local('dx', { system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'F11.20' }),
  { text: 'Oxy IR house  stock', means: oxycodone, ...by },
  local('alcohol', { system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'F10.20' }),
];

function translate(resource: object, medications: Readonly<Record<string, Medication>> = {}) {
  const used: string[] = [];
  const localCodes = indexLocalCodes({ site, client: [] }, terminology)!;
  const translated = translateResource(
    resource as FhirResource,
    new Map(Object.entries(medications)),
    { localCodes, terminology, used: ({ code, text }) => void used.push(code ?? text ?? '') },
  );
  return { translated, used };
}
const coded = (code: unknown, more: object = {}) => ({ coding: [{ system: SITE, code, ...more }] });

describe('a standard coding is added behind the local one', () => {
  test.each<[string, object, object, string[]]>([
    [
      'of a condition',
      { code: coded('dx') },
      { code: { coding: [coded('dx').coding[0], { ...site[4]!.means }] } },
      ['dx'],
    ],
    [
      'of a system in another spelling',
      { code: { coding: [{ system: 'http://ehr.example.org/CODES/', code: 'L-ALT' }] } },
      { code: { coding: [{ code: 'L-ALT' }, alt] } },
      ['L-ALT'],
    ],
    [
      'written with blanks',
      { code: coded(' L-ALT ') },
      { code: { coding: [{ code: ' L-ALT ' }, alt] } },
      ['L-ALT'],
    ],
    [
      'sent as a number',
      { medicationCodeableConcept: coded(80001) },
      { medicationCodeableConcept: { coding: [{ code: 80001 }, oxycodone] } },
      ['80001'],
    ],
    [
      'for the whole text, however it is spaced',
      { medicationCodeableConcept: { text: ' oxy IR  House stock' } },
      { medicationCodeableConcept: { text: ' oxy IR  House stock', coding: [oxycodone] } },
      ['Oxy IR house  stock'],
    ],
    [
      'for the display of a coding',
      { medicationCodeableConcept: { coding: [{ display: 'oxy ir house stock' }] } },
      { medicationCodeableConcept: { coding: [{ display: 'oxy ir house stock' }, oxycodone] } },
      ['Oxy IR house  stock'],
    ],
    [
      'of a component',
      { component: [{ code: coded('UDS-OPI'), valueString: 'neg' }, { code: coded('x') }] },
      {
        component: [{ code: { coding: [{}, opiates] }, valueString: 'neg' }, { code: coded('x') }],
      },
      ['UDS-OPI'],
    ],
    [
      'of a route, in a list of dosages and in a single one',
      { dosageInstruction: [{ route: coded('PO') }], dosage: { route: coded('PO') } },
      {
        dosageInstruction: [{ route: { coding: [{}, { code: '26643006' }] } }],
        dosage: { route: { coding: [{}, { code: '26643006' }] } },
      },
      ['PO', 'PO'],
    ],
    ['of a reason', { reasonCode: [coded('dx')] }, { reasonCode: [{ coding: [{}, {}] }] }, ['dx']],
    [
      'of a contained result',
      { contained: [{ resourceType: 'Observation', code: coded('L-ALT') }] },
      { contained: [{ code: { coding: [{}, alt] } }] },
      ['L-ALT'],
    ],
  ])('%s', (_name, resource, expected, names) => {
    const { translated, used } = translate(resource);
    expect(translated).toMatchObject(expected);
    expect(used).toEqual(names);
  });
});

describe('a medication named by reference stands in its resource', () => {
  const code = { coding: [{ system: SITE, code: '80001' }] };
  const medication = { resourceType: 'Medication' as const, code };

  test.each<[string, object, Readonly<Record<string, Medication>>]>([
    [
      'elsewhere',
      { medicationReference: { reference: 'Medication/m' } },
      { 'Medication/m': medication },
    ],
    [
      'contained',
      { medicationReference: { reference: '#m' }, contained: [{ ...medication, id: 'm' }] },
      {},
    ],
    [
      'by the display of the reference',
      { medicationReference: { display: 'OXY IR house stock' } },
      {},
    ],
  ])('%s', (_name, resource, medications) => {
    const { translated } = translate(resource, medications);
    const { coding } = (translated as { medicationCodeableConcept: Medication['code'] & object })
      .medicationCodeableConcept;
    expect(coding).toContainEqual(oxycodone);
  });
});

describe('nothing is added', () => {
  test.each<[string, object]>([
    [
      'where the words name another route',
      { dosage: { route: { ...coded('PO'), text: 'Subcutaneous depot' } } },
    ],
    ['for other codes', { code: coded('L-AST') }],
    ['for a code of another system', { code: { coding: [{ system: LOINC, code: '80001' }] } }],
    ['for a part of a text', { code: { text: 'oxy IR house stock 5 mg' } }],
    [
      'to a result, which a list cannot say',
      { valueCodeableConcept: coded('dx'), interpretation: [coded('dx')], outcome: coded('dx') },
    ],
    [
      'beside a real code of another test',
      { code: { coding: [{ system: LOINC, code: '2951-2' }, coded('L-ALT').coding[0]] } },
    ],
    [
      'when its own words say another test',
      { code: coded('L-ALT', { display: 'Fentanyl, urine' }) },
    ],
    [
      'when its own words say another test of the same kind',
      { code: { ...coded('UDS-OPI'), text: 'fentanyl urine screen' } },
    ],
    ...[
      'Opioid use disorder, severe',
      'opiate addiction',
      'OUD',
      'opioid withdrawal',
      'Fentanyl use',
    ].map((display): [string, object] => [
      `of alcohol to a condition called ${display}`,
      { code: coded('alcohol', { display }), reasonCode: [{ ...coded('alcohol'), text: display }] },
    ]),
    [
      'beside a real code of an opioid condition',
      {
        code: {
          coding: [
            { system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'F11.21' },
            coded('alcohol').coding[0],
          ],
        },
      },
    ],
    ['to what is no FHIR', { code: 'L-ALT', component: [null, 7], dosage: 'x', contained: {} }],
  ])('%s', (_name, resource) => {
    const { translated, used } = translate(resource);
    expect(translated).toBe(resource);
    expect(used).toEqual([]);
  });
});
