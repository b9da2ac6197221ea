import { describe, expect, test } from '@jest/globals';
import type { MedicationRequest, ServiceRequest, Timing } from 'fhir/r4.js';
import { fhirProblems } from '../../../../test/support/fhir-problems.js';
import { TODAY } from '../../../../test/support/clinical-facts.js';
import { loadTimeZone } from '../../../knowledge/load-time-zone.js';
import type { Moment } from '../../time/instant.js';
import { dayPlus } from '../../time/instant.js';
import { pointAt } from '../../time/time-zone.js';
import { movePlannedDay } from './move-planned-day.js';

const zone = loadTimeZone('America/New_York');
const moment = Date.parse('2026-11-24T15:00:00-05:00') as Moment;
const now = { ...pointAt(moment, zone), moment };
const clock = { now, planned: now, zone };
const to = dayPlus(TODAY, 7);

const medication = (more: Partial<MedicationRequest> = {}): MedicationRequest => ({
  resourceType: 'MedicationRequest',
  id: 'draft-1',
  status: 'draft',
  intent: 'order',
  subject: { reference: 'Patient/p1' },
  medicationCodeableConcept: { text: 'naltrexone 380 mg' },
  authoredOn: '2026-11-24T15:00:00-05:00',
  ...more,
});
const timed = (...timings: Timing[]) =>
  medication({ dosageInstruction: timings.map((timing) => ({ text: 'IM', timing })) });
const service = (more: Partial<ServiceRequest>): ServiceRequest => ({
  resourceType: 'ServiceRequest',
  id: 'draft-2',
  status: 'draft',
  intent: 'order',
  subject: { reference: 'Patient/p1' },
  code: { text: 'Vivitrol 380 mg' },
  ...more,
});
const every4weeks = { frequency: 1, period: 28, periodUnit: 'd' as const };
const start = (date: string, end?: string): Timing => ({
  repeat: {
    boundsPeriod: { start: date, ...(end === undefined ? {} : { end }) },
    ...every4weeks,
  },
});

describe('only the planned day changes', () => {
  test.each<[string, MedicationRequest | ServiceRequest, MedicationRequest | ServiceRequest]>([
    ['a start of today', timed(start('2026-11-24')), timed(start('2026-12-01'))],
    [
      'a start with a time of day, which the new day has not',
      timed(start('2026-11-25T09:30:00-05:00')),
      timed(start('2026-12-01')),
    ],
    [
      'a start before today, which plans nothing',
      timed(start('2026-11-01')),
      timed(start('2026-12-01')),
    ],
    [
      'an end later on stays',
      timed(start('2026-11-24', '2027-11-24')),
      timed(start('2026-12-01', '2027-11-24')),
    ],
    ['an event', timed({ event: ['2026-11-26'] }), timed({ event: ['2026-12-01'] })],
    [
      'events: those behind the new day stay, two before it become one',
      timed({ event: ['2026-11-24', '2026-11-28', '2026-12-22'] }),
      timed({ event: ['2026-12-01', '2026-12-22'] }),
    ],
    [
      'two instructions that start too early',
      timed(start('2026-11-24'), start('2026-11-25')),
      timed(start('2026-12-01'), start('2026-12-01')),
    ],
    [
      'no plan: a start',
      timed({ repeat: every4weeks }),
      timed({ repeat: { ...every4weeks, boundsPeriod: { start: '2026-12-01' } } }),
    ],
    [
      'no plan beside a duration, which excludes a start: an event',
      timed({ repeat: { boundsDuration: { value: 6, unit: 'mo' }, ...every4weeks } }),
      timed({
        event: ['2026-12-01'],
        repeat: { boundsDuration: { value: 6, unit: 'mo' }, ...every4weeks },
      }),
    ],
    [
      'no instruction at all',
      medication(),
      medication({
        dosageInstruction: [{ timing: { repeat: { boundsPeriod: { start: '2026-12-01' } } } }],
      }),
    ],
    [
      'a service on a day',
      service({ occurrenceDateTime: '2026-11-24T16:00:00-05:00' }),
      service({ occurrenceDateTime: '2026-12-01' }),
    ],
    ['a service without a day', service({}), service({ occurrenceDateTime: '2026-12-01' })],
    [
      'a service in a period',
      service({ occurrencePeriod: { start: '2026-11-24', end: '2026-12-31' } }),
      service({ occurrencePeriod: { start: '2026-12-01', end: '2026-12-31' } }),
    ],
    [
      'a service with a timing',
      service({ occurrenceTiming: start('2026-11-24') }),
      service({ occurrenceTiming: start('2026-12-01') }),
    ],
  ])('%s', (_, order, moved) => {
    const before = structuredClone(order);
    const answer = movePlannedDay(order, to, clock);
    expect(answer).toEqual(moved);
    expect(order).toEqual(before);
    expect(fhirProblems(answer as object)).toEqual([]);
  });
});

describe('not moved', () => {
  test.each<[string, object]>([
    ['a period that is over by then', timed(start('2026-11-24', '2026-11-30'))],
    ['a service whose period is over by then', service({ occurrencePeriod: { end: '2026-11' } })],
    ['a draft without id', { ...medication(), id: undefined }],
    ['an id that is none', { ...medication(), id: 'a b' }],
    ['an order of an older FHIR', { ...medication(), resourceType: 'MedicationOrder' }],
    ['null in it', { ...medication(), note: [null] }],
    ['something empty in it', { ...medication(), note: [] }],
    ['one instruction that is no list', { ...medication(), dosageInstruction: { text: 'IM' } }],
    ['words for a timing', { ...medication(), dosageInstruction: [{ timing: 'monthly' }] }],
    [
      'an event that is no list',
      { ...medication(), dosageInstruction: [{ timing: { event: '2026-11-24' } }] },
    ],
  ])('%s', (_, order) => {
    expect(movePlannedDay(order as MedicationRequest, to, clock)).toBeUndefined();
  });
});
