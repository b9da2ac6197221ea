import { describe, expect, test } from '@jest/globals';
import type { ServiceError } from '../errors.js';
import { readRequest } from './read-request.js';

const drafts = {
  resourceType: 'Bundle',
  entry: [{ resource: { resourceType: 'MedicationRequest' } }],
};
const request = (more: object = {}, context: object = {}) => ({
  hook: 'order-sign',
  hookInstance: 'd1577c69-dfbe-44ad-ba6d-3e05e953b2ea',
  context: { userId: 'Practitioner/1', patientId: 'p1', draftOrders: drafts, ...context },
  ...more,
});
const read = (body: unknown) => readRequest(body, ['order-sign', 'order-select']);
const without = (key: string, object: object) =>
  Object.fromEntries(Object.entries(object).filter(([name]) => name !== key));

function faultOf(body: unknown): string {
  try {
    read(body);
  } catch (error) {
    const { code, fields } = error as ServiceError;
    return [code, ...fields].join(' ');
  }
  return 'none';
}

describe('a request that is read', () => {
  test('in full', () => {
    const { token, ...rest } = read(
      request(
        {
          fhirServer: 'https://ehr.example/fhir',
          fhirAuthorization: { access_token: 'canary', patient: 'p1' },
          prefetch: { conditions: null },
        },
        { encounterId: 'e1', selections: ['MedicationRequest/1'] },
      ),
    );
    expect(token?.authorization()).toBe('Bearer canary');
    expect(rest).toEqual({
      hook: 'order-sign',
      hookInstance: 'd1577c69-dfbe-44ad-ba6d-3e05e953b2ea',
      patientId: 'p1',
      encounterId: 'e1',
      user: 'Practitioner/1',
      draftEntries: drafts.entry,
      selections: ['MedicationRequest/1'],
      prefetch: new Map([['conditions', null]]),
      fhirServer: 'https://ehr.example/fhir',
    });
  });

  test.each<[string, object, object]>([
    ['no hookInstance', request({ hookInstance: 7 }), { hookInstance: '' }],
    ['no user', request({}, { userId: null }), { user: undefined }],
    [
      'a user in a role, by address',
      request({}, { userId: 'https://x/fhir/PractitionerRole/r1' }),
      { user: 'PractitionerRole/r1' },
    ],
    ['a user without a type', request({}, { userId: 'dr1' }), { user: undefined }],
    ['a patient as the user', request({}, { userId: 'Patient/p1' }), { user: undefined }],
    ['unknown fields', request({ user: 'x', extension: [] }, { foo: 1 }), { patientId: 'p1' }],
    ['a patient with its type', request({}, { patientId: 'Patient/p1' }), { patientId: 'p1' }],
    [
      'a patient by address',
      request({}, { patientId: 'https://x/Patient/p1 ' }),
      { patientId: 'p1' },
    ],
    [
      'an encounter with its type',
      request({}, { encounterId: 'Encounter/e1' }),
      { encounterId: 'e1' },
    ],
    ['no encounter', request({}, { encounterId: 7 }), { encounterId: undefined }],
    ['prefetch that is no object', request({ prefetch: 'x' }), { prefetch: new Map() }],
    ['a list as prefetch', request({ prefetch: [1] }), { prefetch: new Map() }],
    ['a server that is no text', request({ fhirServer: 7 }), { fhirServer: undefined }],
    ['an authorization that is none', request({ fhirAuthorization: 'x' }), { token: undefined }],
    [
      'a token that is no text',
      request({ fhirAuthorization: { access_token: 7 } }),
      { token: undefined },
    ],
    [
      'odd selections',
      request({}, { selections: [null, 'MedicationRequest/1', 7] }),
      { selections: ['MedicationRequest/1'] },
    ],
    ['selections that are none', request({}, { selections: { a: 1 } }), { selections: [] }],
    [
      'a Bundle without entry',
      request({}, { draftOrders: { resourceType: 'Bundle' } }),
      { draftEntries: [] },
    ],
    [
      'one entry for a list',
      request({}, { draftOrders: { ...drafts, entry: drafts.entry[0] } }),
      { draftEntries: drafts.entry },
    ],
    [
      'another patient by authorization with type',
      request({ fhirAuthorization: { patient: 'Patient/p1' } }),
      { patientId: 'p1' },
    ],
  ])('%s', (_name, body, expected) => {
    expect(read(body)).toMatchObject(expected);
  });
});

describe('a request that is refused', () => {
  test.each<[string, unknown, string]>([
    ['null', null, 'request-invalid hook'],
    ['a list', [], 'request-invalid hook'],
    ['a text', 'x', 'request-invalid hook'],
    ['no hook', without('hook', request()), 'request-invalid hook'],
    ['a hook of another type', request({ hook: 7 }), 'request-invalid hook'],
    ['a hook that is not served', request({ hook: 'patient-view' }), 'hook-not-served hook'],
    ['a hook of old', { hook: 'medication-prescribe' }, 'hook-not-served hook'],
    ['__proto__ as hook', request({ hook: '__proto__' }), 'hook-not-served hook'],
    ['no context', without('context', request()), 'request-invalid context'],
    ['a list as context', request({ context: [] }), 'request-invalid context'],
    ['no patient', request({}, { patientId: undefined }), 'request-invalid context.patientId'],
    [
      'a patient that is a number',
      request({}, { patientId: 7 }),
      'request-invalid context.patientId',
    ],
    ['an empty patient', request({}, { patientId: '' }), 'request-invalid context.patientId'],
    [
      'a patient without id',
      request({}, { patientId: 'Patient/' }),
      'request-invalid context.patientId',
    ],
    [
      'no draftOrders',
      request({}, { draftOrders: undefined }),
      'draft-orders-missing context.draftOrders',
    ],
    [
      'null as draftOrders',
      request({}, { draftOrders: null }),
      'draft-orders-missing context.draftOrders',
    ],
    [
      'a list as draftOrders',
      request({}, { draftOrders: [] }),
      'draft-orders-missing context.draftOrders',
    ],
    [
      'text as draftOrders',
      request({}, { draftOrders: '{}' }),
      'draft-orders-missing context.draftOrders',
    ],
    [
      'one order as draftOrders',
      request({}, { draftOrders: { resourceType: 'MedicationRequest' } }),
      'draft-orders-missing context.draftOrders',
    ],
    [
      'an authorization for somebody else',
      request({ fhirAuthorization: { access_token: 'x', patient: 'p2' } }),
      'patient-mismatch fhirAuthorization.patient',
    ],
  ])('%s', (_name, body, expected) => {
    expect(faultOf(body)).toBe(expected);
  });
});
