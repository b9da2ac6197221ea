import { expect, test } from '@jest/globals';
import type { Observation } from 'fhir/r4.js';
import { daysOf, evidenceReader, observed } from '../../../test/support/evidence-reader.js';
import { readSelfHarmAnswers } from './read-self-harm-answers.js';

const reader = evidenceReader();
const LOINC = 'http://loinc.org';
const ITEM_9 = { coding: [{ system: LOINC, code: '44260-8' }] };
const answered = (code: string) => ({
  valueCodeableConcept: { coding: [{ system: LOINC, code }] },
});

const count = (differing: Partial<Observation>): number =>
  readSelfHarmAnswers(
    [
      observed({
        resourceType: 'Observation',
        id: 'o',
        status: 'final',
        code: ITEM_9,
        effectiveDateTime: '2026-11-14',
        ...differing,
      }),
    ],
    reader,
  ).length;

test.each<[string, Partial<Observation>]>([
  ['a number', { valueInteger: 1 }],
  ['a quantity', { valueQuantity: { value: 3 } }],
  ['a number in words', { valueString: '2 - More than half the days' }],
  ['a LOINC answer', answered('LA6569-3')],
  ['the words of an answer', { valueCodeableConcept: { text: 'Nearly every day' } }],
  ['a question in words', { code: { text: 'PHQ-9 item 9' }, valueInteger: 1 }],
  [
    'a component of the questionnaire',
    { code: { text: 'PHQ-9 panel' }, component: [{ code: ITEM_9, ...answered('LA6570-1') }] },
  ],
  ['a preliminary answer', { status: 'preliminary', valueInteger: 1 }],
])('above "not at all": %s', (_, differing) => {
  expect(count(differing)).toBe(1);
});

test.each<[string, Partial<Observation>]>([
  ['zero', { valueInteger: 0 }],
  ['zero in words', { valueString: '0 - Not at all' }],
  ['the LOINC answer "not at all"', answered('LA6568-5')],
  ['no answer', {}],
  ['a cancelled answer', { status: 'cancelled', valueInteger: 2 }],
  [
    'a component of another question',
    {
      code: { text: 'PHQ-9 panel' },
      component: [{ code: { text: 'PHQ-9 total' }, valueInteger: 12 }],
    },
  ],
  ['the total score', { code: { text: 'PHQ-9 total' }, valueInteger: 12 }],
  ['an answer without a date that could be read', { effectiveDateTime: 'soon', valueInteger: 2 }],
])('left out: %s', (_, differing) => {
  expect(count(differing)).toBe(0);
});

test.each([
  ['amended', true],
  ['corrected', false],
])('an answer that was %s, with its day and where it was found', (status, complete) => {
  const answer: Observation = {
    resourceType: 'Observation',
    id: 'q1',
    status: status as Observation['status'],
    code: ITEM_9,
    effectiveDateTime: '2026-11-14',
    valueInteger: 1,
  };
  const found = readSelfHarmAnswers([observed(answer, complete)], reader);
  expect(found.map(({ at, provenance }) => ({ at: daysOf(at), provenance }))).toEqual([
    {
      at: '2026-11-14',
      provenance: { source: 'Observation/q1', slice: 'laboratory', complete },
    },
  ]);
});
