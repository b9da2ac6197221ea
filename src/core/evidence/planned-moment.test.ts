import { describe, expect, test } from '@jest/globals';
import type { MedicationRequest, ServiceRequest, Timing } from 'fhir/r4.js';
import { evidenceReader } from '../../../test/support/evidence-reader.js';
import { isoOf } from '../../../test/support/clinical-facts.js';
import { plannedMoment } from './planned-moment.js';

const { now, zone } = evidenceReader();
const subject = { reference: 'Patient/p1' };
const order = (...timings: readonly Timing[]): MedicationRequest => ({
  resourceType: 'MedicationRequest',
  status: 'draft',
  intent: 'order',
  subject,
  dosageInstruction: timings.map((timing) => ({ timing })),
});
const planned = (of: MedicationRequest | ServiceRequest): string => {
  const { day, moment } = plannedMoment(of, now, zone);
  if (moment === now.moment) return 'now';
  return moment === undefined ? isoOf(day) : new Date(moment).toISOString();
};

describe('signed on 24 November 2026 at 15:00 in New York', () => {
  test.each<[string, Timing, string]>([
    ['no timing', {}, 'now'],
    ['an event ahead', { event: ['2026-12-01'] }, '2026-12-01'],
    ['an event with a time', { event: ['2026-12-01T09:00:00-05:00'] }, '2026-12-01T14:00:00.000Z'],
    ['today without a time', { event: ['2026-11-24'] }, '2026-11-24'],
    ['this morning', { event: ['2026-11-24T09:00:00-05:00'] }, 'now'],
    ['yesterday', { event: ['2026-11-23'] }, 'now'],
    [
      'the first that is not over',
      { event: ['2026-12-20', '2026-11-02', '2026-12-01'] },
      '2026-12-01',
    ],
    [
      'the first by the clock, not by its text',
      { event: ['2026-12-01T01:00:00+09:00', '2026-11-30T23:00:00-05:00'] },
      '2026-11-30T16:00:00.000Z',
    ],
    [
      'bounds that start ahead',
      { repeat: { boundsPeriod: { start: '2026-12-03' } } },
      '2026-12-03',
    ],
    ['bounds that have started', { repeat: { boundsPeriod: { start: '2026-11-03' } } }, 'now'],
    [
      'an event before the bounds',
      { event: ['2026-12-05'], repeat: { boundsPeriod: { start: '2026-12-03' } } },
      '2026-12-05',
    ],
    [
      'a past event, bounds ahead',
      { event: ['2026-11-05'], repeat: { boundsPeriod: { start: '2026-12-03' } } },
      '2026-12-03',
    ],
    ['next month: its first day', { event: ['2026-12'] }, '2026-12-01'],
    ['what is no date', { event: ['soon'] }, 'now'],
  ])('%s', (_, timing, expected) => {
    expect(planned(order(timing))).toBe(expected);
  });
  test('the earliest event of several instructions', () => {
    expect(planned(order({ event: ['2026-12-09'] }, { event: ['2026-12-02'] }))).toBe('2026-12-02');
  });
});

test.each<[string, Partial<ServiceRequest>, string]>([
  ['a service on a day', { occurrenceDateTime: '2026-12-02' }, '2026-12-02'],
  ['a service in a period', { occurrencePeriod: { start: '2026-12-02' } }, '2026-12-02'],
  ['a service by its timing', { occurrenceTiming: { event: ['2026-12-02'] } }, '2026-12-02'],
  ['a service in the past', { occurrenceDateTime: '2026-11-02' }, 'now'],
])('%s', (_, more, expected) => {
  expect(
    planned({ resourceType: 'ServiceRequest', status: 'draft', intent: 'order', subject, ...more }),
  ).toBe(expected);
});

test.each<[string, string]>([
  ['2026-11-24T15:00:00-05:00', 'now'],
  ['2026-11-24T15:01:00-05:00', '2026-11-24T20:01:00.000Z'],
  ['2026-11-24T14:59:00-05:00', 'now'],
])('an event of today at %s', (event, expected) => {
  expect(planned(order({ event: [event] }))).toBe(expected);
});

test('bounds of several instructions: the first of them that lies ahead', () => {
  const bounds = (start: string): Timing => ({ repeat: { boundsPeriod: { start } } });
  expect(planned(order(bounds('2026-11-02'), bounds('2026-12-03')))).toBe('2026-12-03');
});
