import { expect, test } from '@jest/globals';
import { readBundle } from './read-bundle.js';

const EPIC = 'urn:oid:1.2.840.114350.1.13.20.3.7.2.657369';
const HL7 = 'http://terminology.hl7.org/CodeSystem/operation-outcome';
const outcome = (system: string, code: string, severity = 'warning') => ({
  resourceType: 'OperationOutcome',
  issue: [{ severity, code: 'processing', details: { coding: [{ system, code }] } }],
});
const row = { resourceType: 'Condition', id: 'c1', subject: { reference: 'Patient/p1' } };
const searchset = (...resources: object[]) => ({
  resourceType: 'Bundle',
  type: 'searchset',
  entry: resources.map((resource) => ({ resource })),
});

test.each([
  ['Epic: no results', [outcome(EPIC, '4101')], undefined],
  ['HL7: no match', [outcome(HL7, 'MSG_NO_MATCH', 'information')], undefined],
  ['Epic: may not be the entire record', [outcome(EPIC, '4119')], 'operation-outcome'],
  [
    'Epic: no results, and something else',
    [outcome(EPIC, '4101'), outcome(EPIC, '59204')],
    'operation-outcome',
  ],
  ['an error', [outcome(EPIC, '4101', 'error')], 'operation-outcome'],
  ['the number in another system', [outcome('urn:oid:1.2.3', '4101')], 'operation-outcome'],
  ['no results beside a row', [row, outcome(EPIC, '4101')], 'operation-outcome'],
  [
    'no coding',
    [{ resourceType: 'OperationOutcome', issue: [{ severity: 'warning', code: 'processing' }] }],
    'operation-outcome',
  ],
  [
    'null among the issues',
    [{ resourceType: 'OperationOutcome', issue: [null] }],
    'operation-outcome',
  ],
])('%s', (_name, resources, reason) => {
  expect(readBundle(searchset(...resources), 'Condition').fault?.reason).toBe(reason);
});
