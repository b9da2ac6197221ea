import { describe, expect, test } from '@jest/globals';
import type { Observation } from 'fhir/r4.js';
import { isoOf } from '../../../test/support/clinical-facts.js';
import { evidenceReader } from '../../../test/support/evidence-reader.js';
import { theKnowledge } from '../../../test/support/hook-parts.js';
import { RULE_SYSTEM } from '../acknowledge/rule-system.js';
import type { SliceName } from '../chart.js';
import { identifyObservation } from './identify-observations.js';
import { readRecordedAnswers } from './read-recorded-answers.js';

const { zone } = evidenceReader();
const naming = (...codes: readonly string[]) => ({
  coding: codes.map((code) => ({ system: RULE_SYSTEM, code })),
});
const answer = (more: Partial<Observation>): Observation => ({
  resourceType: 'Observation',
  id: 'n1',
  status: 'final',
  code: naming('opioid-interval-short'),
  focus: [{ reference: 'MedicationRequest/r1' }, { reference: 'Observation/o1' }],
  effectiveDateTime: '2026-11-20T09:00:00-05:00',
  ...more,
});
const read = (
  more: Partial<Observation>,
  slice: SliceName = 'assessments',
  complete = true,
): readonly object[] =>
  readRecordedAnswers(
    [identifyObservation({ resource: answer(more), slice, complete }, theKnowledge().terminology)],
    zone,
  ).map((one) => ({ ...one, on: isoOf(one.on) }));

const ANSWER = {
  source: 'chart',
  rules: ['opioid-interval-short'],
  orders: undefined,
  evidence: ['MedicationRequest/r1', 'Observation/o1'],
  findings: [],
  on: '2026-11-20',
  until: undefined,
};

describe('an answer names the rule, the evidence and the day', () => {
  test.each<[string, Partial<Observation>, object]>([
    ['final', {}, {}],
    ['amended', { status: 'amended' }, {}],
    ['corrected', { status: 'corrected' }, {}],
    ['late on its day', { effectiveDateTime: '2026-11-20T23:30:00-05:00' }, {}],
    ['of a month: the first of its days', { effectiveDateTime: '2026-11' }, { on: '2026-11-01' }],
    [
      'of several rules',
      { code: naming('opioid-interval-short', 'liver-high') },
      { rules: ['opioid-interval-short', 'liver-high'] },
    ],
    ['about nothing that it names', { focus: [{ display: 'tablets' }] }, { evidence: [] }],
    [
      'beside a code of another system',
      {
        code: {
          coding: [
            { system: 'http://loinc.org', code: '1742-6' },
            ...naming('opioid-interval-short').coding,
          ],
        },
      },
      {},
    ],
  ])('%s', (_, more, differing) => {
    expect(read(more)).toEqual([{ ...ANSWER, ...differing }]);
  });
});

test.each<[string, readonly object[]]>([
  ['preliminary', read({ status: 'preliminary' })],
  ['cancelled', read({ status: 'cancelled' })],
  ['of a partly read list', read({}, 'assessments', false)],
  ['among laboratory results', read({}, 'laboratory')],
  [
    'with a code of another system',
    read({ code: { coding: [{ system: 'http://loinc.org', code: 'opioid-interval-short' }] } }),
  ],
  ['with a rule in words alone', read({ code: { text: 'opioid-interval-short' } })],
  [
    'with the system of our rules and no code',
    read({ code: { coding: [{ system: RULE_SYSTEM }] } }),
  ],
  ['without a day', read({ effectiveDateTime: '' })],
])('no answer that makes a finding milder: %s', (_, found) => {
  expect(found).toEqual([]);
});
