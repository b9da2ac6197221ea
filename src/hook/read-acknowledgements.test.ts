import { describe, expect, test } from '@jest/globals';
import type { DetectedIssue } from 'fhir/r4.js';
import { TODAY } from '../../test/support/clinical-facts.js';
import { RULE_SYSTEM } from '../core/acknowledge/rule-system.js';
import { dayPlus } from '../core/time/instant.js';
import { loadTimeZone } from '../knowledge/load-time-zone.js';
import { readAcknowledgements } from './read-acknowledgements.js';
import { readRequest } from './read-request.js';

const zone = loadTimeZone('America/New_York');
const issue = (more: object = {}): object => ({
  resourceType: 'DetectedIssue',
  id: 'i1',
  status: 'final',
  patient: { reference: 'Patient/p1' },
  code: { coding: [{ system: RULE_SYSTEM, code: 'liver-tests-stale' }] },
  mitigation: [{ action: { text: 'Test ordered' }, date: '2026-11-20' }],
  ...more,
});
const order = (more: object = {}): object => ({
  resourceType: 'MedicationRequest',
  id: 'draft-1',
  subject: { reference: 'Patient/p1' },
  ...more,
});
const read = (...resources: readonly object[]) =>
  readAcknowledgements(
    readRequest(
      {
        hook: 'order-sign',
        context: {
          patientId: 'p1',
          draftOrders: {
            resourceType: 'Bundle',
            entry: resources.map((resource) => ({ resource })),
          },
        },
      },
      ['order-sign'],
    ),
    zone,
  );
const on20Nov = {
  source: 'request',
  rules: ['liver-tests-stale'],
  orders: undefined,
  evidence: undefined,
  findings: [],
  on: dayPlus(TODAY, -4),
  until: undefined,
};

describe('understood', () => {
  test.each<[string, readonly object[], object]>([
    ['among the drafts', [order(), issue()], on20Nov],
    [
      'inside a draft that refers to it, about that draft',
      [order({ contained: [issue()], detectedIssue: [{ reference: '#i1' }] })],
      { ...on20Nov, orders: ['MedicationRequest/draft-1'] },
    ],
    [
      'with its order, its evidence and its end',
      [
        issue({
          implicated: [{ reference: 'https://ehr.example/fhir/MedicationRequest/draft-1' }],
          evidence: [{ detail: [{ reference: 'Observation/o1' }] }],
          identifiedPeriod: { start: '2026-11-20', end: '2026-12-24' },
        }),
      ],
      {
        ...on20Nov,
        orders: ['MedicationRequest/draft-1'],
        evidence: ['Observation/o1'],
        until: dayPlus(TODAY, 30),
      },
    ],
    [
      'by the newest of its mitigations',
      [
        issue({
          mitigation: [
            { action: { text: 'Asked' }, date: '2026-11-01' },
            { action: { coding: [{ code: 'will-review' }] }, date: '2026-11-20T12:00:00Z' },
          ],
        }),
      ],
      on20Nov,
    ],
    [
      'by the first day of a partial date',
      [issue({ mitigation: [{ action: { text: 'Asked' }, date: '2026-11' }] })],
      { ...on20Nov, on: dayPlus(TODAY, -23) },
    ],
  ])('%s', (_, resources, expected) => {
    expect(read(...resources)).toEqual([expected]);
  });
});

describe('no answer', () => {
  test.each<[string, readonly object[]]>([
    ['not mitigated', [issue({ mitigation: undefined })]],
    ['mitigated without saying how', [issue({ mitigation: [{ date: '2026-11-20' }] })]],
    ['mitigated at no known time', [issue({ mitigation: [{ action: { text: 'Asked' } }] })]],
    ['entered in error', [issue({ status: 'entered-in-error' satisfies DetectedIssue['status'] })]],
    ['preliminary', [issue({ status: 'preliminary' })]],
    ['about a rule of somebody else', [issue({ code: { coding: [{ code: 'DRG' }] } })]],
    ['inside a draft that does not refer to it', [order({ contained: [issue()] })]],
    [
      'inside a draft, about another patient',
      [
        order({
          contained: [issue({ patient: { reference: 'Patient/p2' } })],
          detectedIssue: [{ reference: '#i1' }],
        }),
      ],
    ],
    ['nonsense', [issue({ mitigation: 'x', code: 7, implicated: [null], evidence: {} })]],
    ['drafts alone', [order({ contained: 'x', detectedIssue: 7 })]],
  ])('%s', (_, resources) => {
    expect(read(...resources)).toEqual([]);
  });
});
