import { expect, test } from '@jest/globals';
import type { CoverageEvidence } from '../../evidence/coverage/coverage-evidence.js';
import { NO_PAPERS, type PapersEvidence } from '../../evidence/papers/papers-evidence.js';
import { exactly } from '../../time/instant.js';
import { daysAgo, dose, seen } from '../../../../test/support/clinical-facts.js';
import { evidence, order } from '../../../../test/support/situation.js';
import { theKnowledge } from '../../../../test/support/hook-parts.js';
import type { CriterionInput } from './judgement.js';
import { noHypersensitivity } from './order-and-person.js';
import { stepTherapy } from './step-therapy.js';
import { psychosocial, recentHospitalStay, visits } from './support.js';

const input = (
  papers: Partial<PapersEvidence>,
  unread: readonly string[] = [],
  differing: Parameters<typeof evidence>[0] = {},
): CriterionInput => ({
  ...order(
    evidence({
      papers: { ...NO_PAPERS, ...papers },
      coverage: { unread: new Set(unread), priorTrials: [] } as unknown as CoverageEvidence,
      ...differing,
    }),
  ),
  numbers: new Map(),
  words: theKnowledge().coverageWords,
});
const session = (standing: 'held' | 'planned') =>
  ({ treatment: 'counselling', standing, at: exactly(daysAgo(9)), provenance: seen() }) as never;
const visit = (setting: 'outpatient' | 'inpatient', days: number) =>
  ({ setting, at: exactly(daysAgo(days)), what: undefined, provenance: seen() }) as never;

test.each([
  ['enrolled', [session('planned')], 'met'],
  ['enrolled', [], 'unknown'],
  ['adherent', [session('planned'), session('planned')], 'unknown'],
  ['adherent', [session('held')], 'unknown'],
  ['adherent', [session('held'), session('held')], 'met'],
] as const)('psychosocial treatment: %s, %j', (needs, rows, state) => {
  expect(psychosocial(input({ psychosocial: rows }), { needs }).state).toBe(state);
});

test.each([
  [[visit('outpatient', 31)], [], 'met'],
  [[visit('outpatient', 32)], [], 'not-met'],
  [[visit('outpatient', 32)], ['visits'], 'unknown'],
  [[visit('inpatient', 3)], [], 'unknown'],
  [[], [], 'unknown'],
] as const)('a visit every 31 days: %j, unread %j', (rows, unread, state) => {
  expect(visits(input({ visits: rows }, unread), { everyDays: 31 }).state).toBe(state);
});

test('a visit counts until its cadence is over', () => {
  const { validUntil } = visits(input({ visits: [visit('outpatient', 9)] }), { everyDays: 31 });
  expect(validUntil).toBe(daysAgo(9 - 31).day);
});

test.each([
  [[visit('inpatient', 183)], 'met'],
  [[visit('inpatient', 184)], 'not-met'],
  [[visit('outpatient', 3)], 'unknown'],
] as const)('a hospital stay within 183 days: %j', (rows, state) => {
  expect(recentHospitalStay(input({ visits: rows }), { withinDays: 183 }).state).toBe(state);
});

test('a paper that says tablets were not taken stands for the step, where the payer takes that', () => {
  const step = { drugs: ['naltrexone'], atLeast: 1 } as const;
  const papers = {
    nonAdherence: [{ from: 'condition', at: undefined, what: undefined, provenance: seen() }],
  } as const;
  const judge = (outcome: 'failure' | 'not-expected-to-be-taken-daily') =>
    stepTherapy(input(papers), { ...step, drugs: [...step.drugs], outcomes: [outcome] }).state;
  expect([judge('not-expected-to-be-taken-daily'), judge('failure')]).toEqual(['met', 'unknown']);
});

test('on the injection for as long as the payer wants', () => {
  const step = { drugs: ['naltrexone'], atLeast: 1, outcomes: ['failure'], orStabilisedDays: 90 };
  const judge = (days: number) =>
    stepTherapy(
      input({}, [], { naltrexoneDoses: [dose({ at: exactly(daysAgo(days)) })] }),
      step as Parameters<typeof stepTherapy>[1],
    ).state;
  expect([judge(90), judge(89)]).toEqual(['met', 'unknown']);
});

const NONE = { at: undefined, provenance: seen('AllergyIntolerance/none') };
const ALLERGY = { allergen: 'naltrexone', recorded: undefined, provenance: seen() } as never;
test.each([
  ['nothing on record', [], [], {}, 'unknown'],
  ['no known allergy', [NONE], [], {}, 'met'],
  ['no known allergy, on a list read in part', [NONE], ['allergies'], {}, 'unknown'],
  ['an injection before', [], [], { naltrexoneDoses: [dose()] }, 'met'],
  ['an allergy', [], [], { allergies: [ALLERGY] }, 'not-met'],
  ['an allergy, and no known allergy', [NONE], [], { allergies: [ALLERGY] }, 'conflicting'],
] as const)('no hypersensitivity: %s', (_, noKnownAllergies, unread, differing, state) => {
  expect(noHypersensitivity(input({ noKnownAllergies }, unread, differing)).state).toBe(state);
});
