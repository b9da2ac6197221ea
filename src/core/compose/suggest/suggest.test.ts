import { describe, expect, test } from '@jest/globals';
import { caseToFhir } from '../../../../test/support/case-to-fhir.js';
import type { ClinicalCase } from '../../../../test/support/clinical-case.js';
import { decideCase, prepareCase } from '../../../../test/support/decide-case.js';
import { theKnowledge } from '../../../../test/support/hook-parts.js';

type Written = Omit<ClinicalCase, 'id' | 'name' | 'expect'>;

const cardsOf = async (written: Written) =>
  decideCase(await prepareCase(caseToFhir(written)), theKnowledge())?.cards ?? [];
const offeredTo = async (written: Written): Promise<string[]> =>
  (await cardsOf(written)).flatMap(({ suggestions }) => suggestions.map(({ id }) => id));

const naloxoneAllergy = {
  type: 'AllergyIntolerance',
  code: { text: 'naloxone' },
  clinicalStatus: 'active',
};
const methadone = (effective: string) => ({
  type: 'MedicationAdministration',
  code: 'methadone tablet',
  effective,
});
const snooze = { maxDays: 14, reason: 'x', owner: 'y', date: '2026-11-01' };

describe('offered', () => {
  test.each<[string, Written, readonly string[]]>([
    [
      'what is missing before a first dose, the most useful first and four at most',
      { given: ['oud'] },
      ['order-liver-tests', 'order-urine-panel', 'prescribe-naloxone', 'record-bedside-panel'],
    ],
    [
      'alternatives, where there is nothing else',
      { given: ['oud', 'negative-panel', 'normal-liver'] },
      ['prescribe-naloxone', 'prescribe-nalmefene', 'record-rescue-declined'],
    ],
    [
      'no naloxone to somebody who does not bear it',
      { given: ['oud', 'negative-panel', 'normal-liver'], facts: [naloxoneAllergy] },
      ['record-rescue-declined'],
    ],
    [
      'no bedside test of today for a dose of another day',
      {
        given: ['oud', 'normal-liver', 'naloxone'],
        order: { plannedDate: '2026-12-04' },
      },
      ['order-urine-panel'],
    ],
    [
      'another day',
      { given: ['oud', 'negative-panel', 'normal-liver', 'naloxone'], facts: [methadone('-3d')] },
      ['move-planned-day/MedicationRequest/draft-1'],
    ],
    [
      'nothing to order while it is not known what is ordered',
      { given: ['oud', 'negative-panel', 'naloxone'], access: { ServiceRequest: '403' } },
      [],
    ],
    [
      'nothing where nothing is missing',
      { given: ['oud', 'negative-panel', 'normal-liver', 'naloxone'] },
      [],
    ],
  ])('%s', async (_, written, expected) => {
    expect(await offeredTo(written)).toEqual(expected);
  });

  test('history and monitoring programme only where the site lets findings be put off', async () => {
    const uncertain: Written = {
      given: ['oud', 'negative-panel', 'normal-liver', 'naloxone'],
      facts: [{ type: 'MedicationStatement', code: 'methadone tablet', status: 'unknown' }],
    };
    expect(await offeredTo(uncertain)).toEqual([]);
    expect(await offeredTo({ ...uncertain, site: { snooze } })).toEqual([
      'record-last-use',
      'record-monitoring-programme',
    ]);
  });
});

test('of alternatives alone at most one can be taken, else any', async () => {
  const atMostOne = async (written: Written) =>
    (await cardsOf(written)).map((card) => card.atMostOne);
  expect(await atMostOne({ given: ['oud', 'negative-panel', 'normal-liver'] })).toEqual([true]);
  expect(await atMostOne({ given: ['oud'] })).toEqual([false]);
});

test('another day is recommended where the planned one is critical', async () => {
  const recommended = async (effective: string) =>
    (
      await cardsOf({
        given: ['oud', 'negative-panel', 'normal-liver', 'naloxone'],
        facts: [methadone(effective)],
      })
    ).flatMap(({ suggestions }) =>
      suggestions.filter(({ action }) => action.type === 'update').map((one) => one.recommended),
    );
  expect(await recommended('-3d')).toEqual([true]);
  expect(await recommended('-12d')).toEqual([false]);
});

test('an order names the tests one by one, for the day of the dose', async () => {
  const [card] = await cardsOf({ given: ['oud', 'normal-liver', 'naloxone'] });
  const [order] = card?.suggestions ?? [];
  expect(order?.action.resource).toMatchObject({
    code: { text: 'Urine drug screen: opiates, oxycodone, fentanyl, methadone and buprenorphine' },
    occurrenceDateTime: '2026-11-24',
    orderDetail: ['opiates', 'oxycodone', 'fentanyl', 'methadone', 'buprenorphine'].map((text) =>
      expect.objectContaining({ text, coding: [expect.anything()] }),
    ),
  });
});
