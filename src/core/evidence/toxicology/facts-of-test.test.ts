import { describe, expect, test } from '@jest/globals';
import type { ToxicologyTest } from '../../pack/terminology.js';
import { evidenceReader } from '../../../../test/support/evidence-reader.js';
import { factsOfTest, type TestFacts } from './facts-of-test.js';

const reader = evidenceReader();

function rowOf(code: string): ToxicologyTest {
  const row = reader.terminology.observations.toxicology.get(code);
  if (row === undefined) throw new Error(`LOINC ${code} is in no table`);
  return row;
}

/** Facts are kept for each knowledge: a copy of it begins with none. */
const factsOf = (row: ToxicologyTest): TestFacts =>
  factsOfTest(row, { ...reader, knowledge: { ...reader.knowledge } });

const facts = (code: string): TestFacts => factsOf(rowOf(code));

test('opiates screen (6.4, 6.5, 6.6)', () => {
  expect(facts('19295-5')).toEqual({
    analyte: 'opiates',
    analytes: ['opiates'],
    name: 'opiates',
    test: 'opiates screen',
    drug: 'opiates',
    exposureClass: 'short-acting',
    illicit: 'never',
    method: 'screen',
    covers: ['morphine', 'codeine', 'heroin'],
    panelMembers: ['opiates'],
    refutedBy: [
      'morphine',
      'codeine',
      '6-monoacetylmorphine',
      'hydrocodone',
      'hydromorphone',
      'dihydrocodeine',
    ],
    detectionDays: 5,
    crossReacts: true,
  });
});

test('EDDP by confirmation speaks about methadone', () => {
  expect(facts('58428-4')).toEqual({
    analyte: 'eddp',
    analytes: ['eddp'],
    name: 'EDDP (methadone)',
    test: 'EDDP (methadone) confirmation',
    drug: 'methadone',
    exposureClass: 'methadone',
    illicit: 'never',
    method: 'confirm',
    covers: ['eddp'],
    panelMembers: ['methadone'],
    refutedBy: ['eddp'],
    detectionDays: 7,
    crossReacts: false,
  });
});

test('fentanyl and norfentanyl in one screen: each member once, the longest window', () => {
  expect(facts('58379-9')).toMatchObject({
    analytes: ['norfentanyl', 'fentanyl'],
    name: 'fentanyl',
    drug: 'fentanyl',
    exposureClass: 'unknown-opioid',
    illicit: 'with-opioid-use-disorder',
    refutedBy: ['norfentanyl', 'fentanyl'],
    detectionDays: 3,
  });
});

describe('method: only a confirmation refutes', () => {
  test.each([
    ['confirmation', '40839-3', 'confirm', 'fentanyl confirmation'],
    ['confirmation in relation to creatinine', '58380-7', 'confirm', 'fentanyl confirmation'],
    ['screen', '59673-4', 'screen', 'fentanyl screen'],
    ['no method', '43199-9', 'unspecified', 'norfentanyl test'],
  ])('%s', (_, code, method, name) => {
    expect(facts(code)).toMatchObject({ method, test: name });
  });
});

describe('illicit use (8.4)', () => {
  test.each([
    ['6-acetylmorphine is heroin', '19322-7', 'always'],
    ['norfentanyl, with an opioid diagnosis', '43200-5', 'with-opioid-use-disorder'],
    ['morphine', '13648-1', 'never'],
  ])('%s', (_, code, illicit) => {
    expect(facts(code).illicit).toBe(illicit);
  });
});

describe('naltrexone looks like it (6.5)', () => {
  test.each([
    ['oxycodone screen', '19642-8', true],
    ['oxycodone confirmation', '77730-0', false],
    ['noroxymorphone confirmation', '90894-7', true],
    ['fentanyl screen', '59673-4', false],
  ])('%s: %s', (_, code, crossReacts) => {
    expect(facts(code).crossReacts).toBe(crossReacts);
  });
});

test('an opioid without a name: unknown, no window, covers no part of the panel', () => {
  expect(facts('12554-2')).toMatchObject({
    name: 'opioid',
    drug: 'opioid',
    exposureClass: 'unknown-opioid',
    panelMembers: [],
    detectionDays: 0,
  });
});

test('an analyte that no table holds stands for itself', () => {
  expect(
    factsOf({ ...rowOf('59673-4'), analyte: 'nitazene-x', analytes: ['nitazene-x'] }),
  ).toMatchObject({
    name: 'nitazene-x',
    drug: 'nitazene-x',
    illicit: 'never',
    refutedBy: ['nitazene-x'],
    detectionDays: 0,
    crossReacts: false,
  });
});

test('the same facts for the same test', () => {
  const row = rowOf('59673-4');
  const copy = { ...reader, knowledge: { ...reader.knowledge } };
  expect(factsOfTest(row, copy)).toBe(factsOfTest(row, copy));
});
