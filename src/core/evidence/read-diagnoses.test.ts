import { describe, expect, test } from '@jest/globals';
import type { CodeableConcept, Condition } from 'fhir/r4.js';
import { daysOf, evidenceReader } from '../../../test/support/evidence-reader.js';
import { readDiagnoses } from './read-diagnoses.js';

const { terminology, zone } = evidenceReader();
const condition = (more: Partial<Condition> = {}): Condition => ({
  resourceType: 'Condition',
  id: 'c1',
  subject: { reference: 'Patient/p1' },
  code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'F11.20' }] },
  ...more,
});
const read = (more: Partial<Condition> = {}) =>
  readDiagnoses(
    [{ resource: condition(more), slice: 'conditions', complete: true }],
    terminology,
    zone,
  )[0];
const coded = (code: string): CodeableConcept => ({ coding: [{ code }] });

describe('the clinical status', () => {
  test.each<[string, CodeableConcept | undefined, boolean, boolean]>([
    ['active', coded('active'), true, false],
    ['recurrence', coded('recurrence'), true, false],
    ['relapse', coded('relapse'), true, false],
    ['not stated', undefined, true, false],
    ['stated without a code or words', {}, true, false],
    ['inactive', coded('inactive'), false, false],
    ['resolved', coded('resolved'), false, false],
    ['remission', coded('remission'), false, true],
    ['resolved, in words alone', { text: 'Resolved' }, false, false],
    ['active, in words alone', { text: 'Active' }, true, false],
    ['active, with blanks around it', { text: ' Active ' }, true, false],
    [
      'resolved by code, whatever the words say',
      { ...coded('resolved'), text: 'Active' },
      false,
      false,
    ],
    ['a coding without a code', { coding: [{ display: 'x' }], text: 'Resolved' }, false, false],
  ])('%s', (_, clinicalStatus, active, remission) => {
    const status = clinicalStatus === undefined ? {} : { clinicalStatus };
    expect(read(status)).toMatchObject({ active, remission });
  });
});

test.each([
  ['refuted', false],
  ['entered-in-error', false],
  ['confirmed', true],
  ['unconfirmed', true],
])('verified as %s: evidence %s', (code, counts) => {
  expect(read({ verificationStatus: coded(code) }) !== undefined).toBe(counts);
});

test.each<[string, Partial<Condition>, string | undefined]>([
  [
    'onset before recording',
    { onsetDateTime: '2026-11-01', recordedDate: '2026-11-20' },
    '2026-11-01',
  ],
  [
    'the end of an onset period',
    { onsetPeriod: { start: '2026-10-01', end: '2026-11-02' } },
    '2026-11-02',
  ],
  ['the start of an open onset period', { onsetPeriod: { start: '2026-10-01' } }, '2026-10-01'],
  ['recording', { recordedDate: '2026-11-20' }, '2026-11-20'],
  ['a month', { onsetDateTime: '2026-10' }, '2026-10-01..2026-10-31'],
  ['nothing', {}, undefined],
])('dated by %s', (_, more, expected) => {
  expect(daysOf(read(more)?.at)).toBe(expected);
});

test('what is none of the groups is left out', () => {
  expect(read({ code: { text: 'hypertension' } })).toBeUndefined();
});

test('a diagnosis with its code, its dates, where it was found and whether that was wholly read', () => {
  const found = readDiagnoses(
    [
      {
        resource: condition({
          clinicalStatus: coded('remission'),
          onsetDateTime: '2026-11-01',
          recordedDate: '2026-11-20',
        }),
        slice: 'conditions',
        complete: false,
      },
      { resource: condition({ recordedDate: '2026-11-20' }), slice: 'conditions', complete: true },
    ],
    terminology,
    zone,
  );
  expect(
    found.map(({ at, onset, group, code, active, remission, provenance }) => ({
      group,
      code,
      active,
      remission,
      at: daysOf(at),
      onset: daysOf(onset),
      provenance,
    })),
  ).toEqual([
    {
      group: 'opioid-use-disorder active',
      code: 'F11.20',
      active: false,
      remission: true,
      at: '2026-11-01',
      onset: '2026-11-01',
      provenance: { source: 'Condition/c1', slice: 'conditions', complete: false },
    },
    {
      group: 'opioid-use-disorder active',
      code: 'F11.20',
      active: true,
      remission: false,
      at: '2026-11-20',
      onset: undefined,
      provenance: { source: 'Condition/c1', slice: 'conditions', complete: true },
    },
  ]);
});
