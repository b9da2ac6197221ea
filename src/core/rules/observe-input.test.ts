import { describe, expect, test } from '@jest/globals';
import { daysAgo } from '../../../test/support/clinical-facts.js';
import { ruleInput } from '../../../test/support/rule-input.js';
import { differences, haveInCommon, observeInput, type Reads } from './observe-input.js';
import type { RuleInput } from './rule.js';

/** A rule is judged again only when something that it read has changed: every read has to be seen. */

const INPUT = ruleInput('depot');
type Read = (input: RuleInput) => unknown;
const readsOf = (read: Read): Reads => {
  const observed = observeInput(INPUT);
  read(observed.input);
  return observed.takeReads();
};
const NOTHING: Reads = { input: 0, clock: 0, evidence: 0 };
const withEvidence = (name: keyof RuleInput['evidence'], value: unknown): RuleInput => ({
  ...INPUT,
  evidence: { ...INPUT.evidence, [name]: value },
});
const withClock = (name: keyof RuleInput['clock'], value: unknown): RuleInput => ({
  ...INPUT,
  clock: { ...INPUT.clock, [name]: value },
});

/** Each fact with a rule that reads it and a chart in which it differs. */
const FACTS: [string, Read, RuleInput][] = [
  ['lane', ({ lane }) => lane, { ...INPUT, lane: 'depot' }],
  ['reasons', ({ reasons }) => reasons, { ...INPUT, reasons: ['dialysis'] }],
  ['indication', ({ indication }) => indication, { ...INPUT, indication: 'alcohol-only' }],
  ['order', ({ order }) => order, { ...INPUT, order: { ...INPUT.order } }],
  ['call', ({ call }) => call, { ...INPUT, call: { ...INPUT.call } }],
  ['planned', ({ clock }) => clock.planned, withClock('planned', daysAgo(-1))],
  ['now', ({ clock }) => clock.now, withClock('now', daysAgo(1))],
  ['sex', ({ evidence }) => evidence.sex, withEvidence('sex', 'male')],
  ['diagnoses', ({ evidence }) => evidence.diagnoses, withEvidence('diagnoses', [])],
  ['incomplete', ({ evidence }) => evidence.incomplete, withEvidence('incomplete', new Set())],
];

describe.each(FACTS)('%s', (name, read, changed) => {
  test.each(FACTS)('changed concerns a rule that reads it: %s', (other, otherRead) => {
    const concerns = haveInCommon(readsOf(otherRead), differences(INPUT, changed));
    expect(concerns).toBe(other === name);
  });

  test('is the same when it is observed', () => {
    expect(read(observeInput(INPUT).input)).toBe(read(INPUT));
  });
});

test('reads are counted from one asking to the next', () => {
  const observed = observeInput(INPUT);
  expect(observed.takeReads()).toEqual(NOTHING);
  expect(observed.input.evidence.sex).toBe('female');
  expect(observed.input.clock.now).toBe(INPUT.clock.now);
  const reads = observed.takeReads();
  expect([reads.input, reads.clock, reads.evidence].every((bits) => bits !== 0)).toBe(true);
  expect(observed.takeReads()).toEqual(NOTHING);
  expect(observed.of).toBe(INPUT);
});

test('a rule that reads two facts is concerned by each', () => {
  const reads = readsOf(({ evidence, lane }) => [evidence.sex, evidence.diagnoses, lane]);
  expect(haveInCommon(reads, differences(INPUT, withEvidence('sex', 'male')))).toBe(true);
  expect(haveInCommon(reads, differences(INPUT, withEvidence('diagnoses', [])))).toBe(true);
  expect(haveInCommon(reads, differences(INPUT, { ...INPUT, lane: 'oral' }))).toBe(true);
  expect(haveInCommon(reads, differences(INPUT, withEvidence('allergies', [])))).toBe(false);
});

test('what is the same differs in nothing, though it is another object', () => {
  const copy = { ...INPUT, evidence: { ...INPUT.evidence }, clock: { ...INPUT.clock } };
  expect(differences(INPUT, INPUT)).toEqual(NOTHING);
  expect(differences(INPUT, copy)).toEqual(NOTHING);
});
