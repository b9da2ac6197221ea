import { describe, expect, test } from '@jest/globals';
import type { Appointment, ServiceRequest } from 'fhir/r4.js';
import { daysOf, evidenceReader } from '../../../test/support/evidence-reader.js';
import type { ChartRow } from './chart-rows.js';
import { readPlannedOperations } from './read-planned-operations.js';

const SNOMED = 'http://snomed.info/sct';
const SURGICAL = { coding: [{ system: SNOMED, code: '387713003' }] };
const { terminology, zone } = evidenceReader();
const row = <R extends ServiceRequest | Appointment>(resource: R): ChartRow<R> => ({
  resource,
  slice: resource.resourceType === 'Appointment' ? 'appointments' : 'serviceRequests',
  complete: true,
});
const order = (more: Partial<ServiceRequest>): ServiceRequest => ({
  resourceType: 'ServiceRequest',
  id: 'r1',
  status: 'active',
  intent: 'order',
  subject: {},
  category: [SURGICAL],
  code: { text: 'Total knee replacement' },
  occurrenceDateTime: '2026-12-01',
  ...more,
});
const booked = (more: Partial<Appointment>): Appointment => ({
  resourceType: 'Appointment',
  id: 'a1',
  status: 'booked',
  participant: [],
  start: '2026-12-01T08:00:00-05:00',
  ...more,
});
const read = (one: ServiceRequest | Appointment) =>
  one.resourceType === 'Appointment'
    ? readPlannedOperations([], [row(one)], terminology, zone)
    : readPlannedOperations([row(one)], [], terminology, zone);
const dayOf = (one: ServiceRequest | Appointment): string | undefined => daysOf(read(one)[0]?.at);

describe('orders', () => {
  test.each<[string, Partial<ServiceRequest>, string | undefined]>([
    ['of the surgical category', {}, '2026-12-01'],
    ['with that category in words', { category: [{ text: 'Surgery' }] }, '2026-12-01'],
    [
      'of an operation by its code',
      { category: [], code: { coding: [{ system: SNOMED, code: '609588000' }] } },
      '2026-12-01',
    ],
    ['of an operation by its words alone', { category: [] }, undefined],
    [
      'first day of a period',
      { occurrenceDateTime: '', occurrencePeriod: { start: '2026-12-03', end: '2026-12-09' } },
      '2026-12-03',
    ],
    [
      'first event of a timing',
      { occurrenceDateTime: '', occurrenceTiming: { event: ['2026-12-04', '2026-12-11'] } },
      '2026-12-04',
    ],
    [
      'start of the bounds of a timing',
      {
        occurrenceDateTime: '',
        occurrenceTiming: { repeat: { boundsPeriod: { start: '2026-12-05' } } },
      },
      '2026-12-05',
    ],
    ['some day of a month', { occurrenceDateTime: '2026-12' }, '2026-12-01..2026-12-31'],
    ['without a date', { occurrenceDateTime: '' }, undefined],
    ['revoked', { status: 'revoked' }, undefined],
    ['not to be done', { doNotPerform: true }, undefined],
    ['of a minor procedure', { code: { text: 'Shave biopsy of skin' } }, undefined],
    [
      'by a code of another system',
      { category: [], code: { coding: [{ system: 'http://loinc.org', code: '609588000' }] } },
      undefined,
    ],
    ['of a laboratory test', { category: [{ text: 'Laboratory' }] }, undefined],
  ])('%s', (_, more, expected) => {
    expect(dayOf(order(more))).toBe(expected);
  });
});

describe('appointments', () => {
  test.each<[string, Partial<Appointment>, string | undefined]>([
    ['for an operation', { reasonCode: [{ text: 'Laparoscopic cholecystectomy' }] }, '2026-12-01'],
    ['of the surgical category', { serviceCategory: [SURGICAL] }, '2026-12-01'],
    ['of the type of an operation', { appointmentType: { text: 'Surgery' } }, '2026-12-01'],
    ['without a start', { description: 'Hip replacement', start: '' }, undefined],
    ['described as an operation', { description: 'Hip replacement, left' }, '2026-12-01'],
    ['a visit about one', { description: 'Surgery consultation' }, undefined],
    ['a check after one', { description: 'Post-op check, knee replacement' }, undefined],
    ['a minor procedure', { description: 'Minor surgery: skin tag removal' }, undefined],
    ['a counselling session', { description: 'Counselling' }, undefined],
    ['only proposed', { description: 'Hip replacement', status: 'proposed' }, undefined],
    ['cancelled', { description: 'Hip replacement', status: 'cancelled' }, undefined],
  ])('%s', (_, more, expected) => {
    expect(dayOf(booked(more))).toBe(expected);
  });

  test('name what is planned as the chart does', () => {
    expect(read(booked({ description: 'Hip replacement, left' }))[0]?.what).toBe(
      'Hip replacement, left',
    );
  });
});

test('both say what is planned, where it stands and whether that was wholly read', () => {
  const found = readPlannedOperations(
    [{ ...row(order({})), complete: false }],
    [row(booked({ serviceType: [{ text: 'Laparoscopic cholecystectomy' }] }))],
    terminology,
    zone,
  );
  expect(found.map(({ at, ...more }) => ({ ...more, at: daysOf(at) }))).toEqual([
    {
      from: 'order',
      what: 'Total knee replacement',
      at: '2026-12-01',
      provenance: { source: 'ServiceRequest/r1', slice: 'serviceRequests', complete: false },
    },
    {
      from: 'appointment',
      what: 'Laparoscopic cholecystectomy',
      at: '2026-12-01',
      provenance: { source: 'Appointment/a1', slice: 'appointments', complete: true },
    },
  ]);
});
