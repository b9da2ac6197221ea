import { expect, test } from '@jest/globals';
import { theKnowledge } from '../../../../test/support/hook-parts.js';
import { loadTimeZone } from '../../../knowledge/load-time-zone.js';
import type { DraftOrder } from '../../call.js';
import { correctBillingCode } from '../../compose/suggest/correct-billing-code.js';
import { readBilling } from './read-billing.js';

const { terminology } = theKnowledge();
const HCPCS = 'https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets';
const coded = (code: string, system = HCPCS) => ({ coding: [{ system, code }] });
const OPTIONS = 'http://hl7.org/fhir/us/davinci-crd/StructureDefinition/ext-billing-options';
const line = (code: object) => ({
  extension: [
    {
      url: 'https://clinic.example/fhir/StructureDefinition/billing-line',
      extension: [{ url: 'code', valueCodeableConcept: code }],
    },
  ],
});
const option = (code: object) => ({
  text: 'naltrexone depot',
  extension: [{ url: OPTIONS, valueCodeableConcept: code }],
});

const draft = (resource: object, medication: unknown): DraftOrder =>
  ({
    ref: 'MedicationRequest/1',
    resource: { resourceType: 'MedicationRequest', id: '1', ...resource },
    medication,
    dosing: { instructions: [] },
  }) as unknown as DraftOrder;
const codesOf = (order: DraftOrder) =>
  readBilling(
    { terminology, zone: loadTimeZone('UTC'), site: undefined, encounterClass: undefined },
    [],
    order,
  ).codes.map(({ source, code }) => [source, code?.code]);

const inConcept = (concept: object) => draft({ medicationCodeableConcept: concept }, concept);
const inService = draft({ resourceType: 'ServiceRequest', code: coded('J2320') }, coded('J2320'));
const contained = draft(
  {
    contained: [{ resourceType: 'Medication', id: 'm', code: coded('J2320') }],
    medicationReference: { reference: '#m' },
  },
  coded('J2320'),
);

test.each([
  ['the codes of the drug', inConcept(coded('J2320')), 'coding'],
  ['the codes of a contained drug', contained, 'coding'],
  ['the code of a service', inService, 'coding'],
  ['billing options', inConcept(option(coded('J2320'))), 'billing-options'],
  ['a billing line', draft(line(coded('J2320')), undefined), 'billing-line'],
  ['a billing line, code as text', draft(line({ text: 'J2320' }), undefined), 'billing-line'],
])('in %s the code is read once and corrected', (_, order, source) => {
  expect(codesOf(order)).toEqual([[source, 'J2320']]);
  const corrected = correctBillingCode(order.resource, 'J2315', terminology);
  expect(corrected).toEqual(JSON.parse(JSON.stringify(order.resource).replace('J2320', 'J2315')));
});

test.each([
  ['http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets', true],
  ['urn:oid:2.16.840.1.113883.6.285', true],
  ['2.16.840.1.113883.6.285', true],
  ['http://terminology.hl7.org/CodeSystem/HCPCS', true],
  ['http://www.ama-assn.org/go/cpt', true],
  ['http://loinc.org', false],
  ['https://clinic.example/charges', false],
])('a code of %s among the codes of the drug: %s', (system, counts) => {
  const order = inConcept(coded('j2320', system));
  expect(codesOf(order)).toEqual(counts ? [['coding', 'J2320']] : []);
  expect(correctBillingCode(order.resource, 'J2315', terminology) !== undefined).toBe(counts);
});

test('J2315 that stands beside it is not written twice, and nothing is sent back that cannot be', () => {
  const both = { coding: [...coded('J2320').coding, ...coded('J2315').coding] };
  const corrected = correctBillingCode(inConcept(both).resource, 'J2315', terminology);
  expect(corrected).toMatchObject({ medicationCodeableConcept: coded('J2315') });
  const { resource } = inConcept(coded('J2320'));
  const empty = { ...resource, note: [] };
  expect(correctBillingCode(empty as never, 'J2315', terminology)).toBeUndefined();
});
