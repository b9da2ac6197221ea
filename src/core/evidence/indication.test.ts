import { describe, expect, test } from '@jest/globals';
import type { MedicationRequest } from 'fhir/r4.js';
import { diagnosis } from '../../../test/support/clinical-facts.js';
import { theKnowledge } from '../../../test/support/hook-parts.js';
import {
  hasActiveAlcoholUse,
  hasActiveOpioidDiagnosis,
  isOpioidTherapy,
  readIndication,
  reasonGroups,
  treatedFor,
} from './indication.js';

const opioidUse = diagnosis();
const alcoholUse = diagnosis({ group: 'alcohol-use-disorder', code: 'F10.20' });
const opioidRemission = diagnosis({ group: 'opioid-use-disorder remission', code: 'F11.21' });
const alcoholRemission = diagnosis({ group: 'alcohol remission', code: 'F10.21' });
const over = { active: false };
const inRemission = { active: false, remission: true };

describe('what is treated', () => {
  const said = (treated: ReturnType<typeof treatedFor>): string =>
    [treated.opioidUse ? 'opioid' : '', treated.alcoholUse ? 'alcohol' : ''].join(' ').trim();
  test.each<[string, Parameters<typeof treatedFor>[0], Parameters<typeof treatedFor>[1], string]>([
    ['opioid use', [], [opioidUse], 'opioid'],
    ['alcohol use', [], [alcoholUse], 'alcohol'],
    ['both', [], [opioidUse, alcoholUse], 'opioid alcohol'],
    ['a reason beside another diagnosis', ['alcohol-use-disorder'], [opioidUse], 'opioid alcohol'],
    ['remission by its code', [], [opioidRemission], 'opioid'],
    ['remission by its status', [], [{ ...opioidUse, ...inRemission }], 'opioid'],
    ['alcohol remission by its status', [], [{ ...alcoholUse, ...inRemission }], 'alcohol'],
    ['opioid remission beside active alcohol use', [], [opioidRemission, alcoholUse], 'alcohol'],
    ['two remissions', [], [opioidRemission, alcoholRemission], 'opioid alcohol'],
    ['remission as the reason', ['opioid-use-disorder remission'], [alcoholUse], 'opioid alcohol'],
    ['an opioid reason', ['opioid-use-unspecified'], [], 'opioid'],
    ['a reason of alcohol remission', ['alcohol remission'], [], 'alcohol'],
    ['alcohol remission by its code', [], [alcoholRemission], 'alcohol'],
    ['opioid use beside alcohol remission', [], [opioidUse, alcoholRemission], 'opioid'],
    ['another reason', ['depression'], [], ''],
    ['a resolved remission', [], [{ ...opioidRemission, ...over }], ''],
    ['a resolved diagnosis', [], [{ ...opioidUse, ...over }], ''],
    ['nothing', [], [], ''],
  ])('%s', (_, reasons, diagnoses, expected) => {
    expect(said(treatedFor(reasons, diagnoses))).toBe(expected);
  });
});

describe('whose rules apply', () => {
  test.each([
    ['alcohol use disorder alone', [], [alcoholUse], 'alcohol-only'],
    ['alcohol in remission by its code', [], [alcoholRemission], 'alcohol-only'],
    ['alcohol in remission by its status', [], [{ ...alcoholUse, ...inRemission }], 'alcohol-only'],
    ['alcohol only as the reason', ['alcohol-use-disorder'], [], 'alcohol-only'],
    ['both disorders', [], [alcoholUse, opioidUse], 'opioid-rules'],
    [
      'an opioid reason beside alcohol',
      ['opioid-use-disorder active'],
      [alcoholUse],
      'opioid-rules',
    ],
    [
      'a reason of opioid remission',
      ['opioid-use-disorder remission'],
      [alcoholUse],
      'opioid-rules',
    ],
    [
      'an alcohol reason takes no opioid diagnosis away',
      ['alcohol-use-disorder'],
      [opioidUse],
      'opioid-rules',
    ],
    [
      'a resolved opioid diagnosis beside alcohol',
      [],
      [alcoholUse, { ...opioidUse, ...over }],
      'alcohol-only',
    ],
    ['opioid remission beside active alcohol', [], [alcoholUse, opioidRemission], 'alcohol-only'],
    [
      'opioid remission beside alcohol remission',
      [],
      [alcoholRemission, opioidRemission],
      'opioid-rules',
    ],
    [
      'opioid remission by status beside alcohol remission',
      [],
      [alcoholRemission, { ...opioidUse, ...inRemission }],
      'opioid-rules',
    ],
    ['opioid remission alone', [], [opioidRemission], 'opioid-rules'],
    [
      'opioid remission beside alcohol as the reason',
      ['alcohol-use-disorder'],
      [opioidRemission],
      'opioid-rules',
    ],
    [
      'a resolved opioid remission beside alcohol remission',
      [],
      [alcoholRemission, { ...opioidRemission, ...over }],
      'alcohol-only',
    ],
    ['alcohol remission as the reason', ['alcohol remission'], [], 'alcohol-only'],
    ['a resolved alcohol diagnosis', [], [{ ...alcoholUse, ...over }], 'opioid-rules'],
    [
      'a second code that means opioid use',
      [],
      [{ ...alcoholUse, also: ['opioid-use-unspecified'] }],
      'opioid-rules',
    ],
    ['another reason', ['depression'], [], 'opioid-rules'],
    ['nothing known', [], [], 'opioid-rules'],
  ] as const)('%s: %s', (_, reasons, diagnoses, expected) => {
    expect(readIndication(reasons, diagnoses, true)).toBe(expected);
  });
  test('a problem list that was not wholly read may hide an opioid diagnosis', () => {
    expect(readIndication([], [alcoholUse], false)).toBe('opioid-rules');
  });
});

test.each([
  ['active', {}, true],
  ['resolved', over, false],
  ['in remission', inRemission, false],
  ['withdrawal', { group: 'opioid-withdrawal' }, true],
  ['by a second code', { group: 'depression', also: ['opioid-use-disorder active'] }, true],
  ['remission by its code', { group: 'opioid-use-disorder remission' }, false],
] as const)('an opioid diagnosis, %s', (_, differing, expected) => {
  expect(hasActiveOpioidDiagnosis([diagnosis(differing)])).toBe(expected);
});

describe('the reasons of the order', () => {
  const { terminology } = theKnowledge();
  const dependence = {
    coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'F11.20' }],
  };
  const groups = (more: Partial<MedicationRequest>) =>
    reasonGroups(
      {
        resourceType: 'MedicationRequest',
        status: 'draft',
        intent: 'order',
        subject: { reference: 'Patient/p1' },
        ...more,
      },
      [diagnosis(over)],
      terminology,
    );
  test.each<[string, Partial<MedicationRequest>]>([
    ['by code', { reasonCode: [dependence] }],
    [
      'by a Condition of the chart, resolved or not',
      { reasonReference: [{ reference: 'Condition/c1' }] },
    ],
    [
      'by its whole address',
      { reasonReference: [{ reference: 'https://ehr.example/fhir/Condition/c1' }] },
    ],
    [
      'by a Condition inside the order',
      {
        contained: [{ resourceType: 'Condition', id: 'r', code: dependence, subject: {} } as never],
        reasonReference: [{ reference: '#r' }],
      },
    ],
  ])('%s', (_, more) => {
    expect(groups(more)).toEqual(['opioid-use-disorder active']);
  });
  test('none, or not to be found', () => {
    expect(groups({})).toEqual([]);
    expect(
      groups({ reasonReference: [{ reference: 'Condition/c11' }, { reference: '#r' }, {}] }),
    ).toEqual([]);
  });
});

test.each([
  ['active use disorder', {}, true],
  ['withdrawal', { group: 'alcohol-withdrawal' }, true],
  ['resolved', over, false],
  ['in remission', inRemission, false],
  ['remission by its code', { group: 'alcohol remission' }, false],
] as const)('alcohol use, %s', (_, differing, expected) => {
  expect(hasActiveAlcoholUse([{ ...alcoholUse, ...differing }])).toBe(expected);
});

test.each([
  ['on the problem list', {}, true],
  ['resolved', over, false],
  ['by a second code', { group: 'depression', also: ['opioid-therapy'] }, true],
  ['another diagnosis', { group: 'depression' }, false],
] as const)('long-term opioid therapy, %s', (_, differing, expected) => {
  expect(isOpioidTherapy(diagnosis({ group: 'opioid-therapy', ...differing }))).toBe(expected);
});
