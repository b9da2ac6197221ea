import { describe, expect, test } from '@jest/globals';
import { isoOf } from '../../../test/support/clinical-facts.js';
import { caseToFhir } from '../../../test/support/case-to-fhir.js';
import type { ClinicalCase } from '../../../test/support/clinical-case.js';
import { decideCase, prepareCase } from '../../../test/support/decide-case.js';
import { theKnowledge } from '../../../test/support/hook-parts.js';

type Written = Pick<ClinicalCase, 'given' | 'order' | 'facts' | 'site'>;
const GIVEN = ['oud', 'negative-panel', 'normal-liver', 'naloxone'];
const decided = async (written: Written) => {
  const decision = decideCase(
    await prepareCase(caseToFhir({ given: GIVEN, ...written })),
    theKnowledge(),
  );
  if (decision?.plan === undefined) throw new Error('a naltrexone order always has a plan');
  return { ...decision, plan: decision.plan };
};
const dispensed = (code: string, ago: number, daysSupply: number) => ({
  type: 'MedicationDispense',
  code,
  whenHandedOver: `-${ago}d`,
  daysSupply,
});
const oxycodone = dispensed('oxycodone/acetaminophen tablet', 10, 5);
const methadone = dispensed('methadone tablet', 12, 7);
const administered = (code: string, effective: string) => ({
  type: 'MedicationAdministration',
  code,
  effective,
});

describe('washouts', () => {
  test.each<[string, Written, readonly (readonly unknown[])[]]>([
    [
      'each drug has its own, the last to end decides',
      { facts: [oxycodone, methadone] },
      [
        ['methadone', 'long-acting', '2026-11-29', '2026-12-03', true, true],
        ['oxycodone', 'short-acting', '2026-11-26', '2026-11-29', true, false],
      ],
    ],
    [
      'one that is over is listed and does not decide',
      { facts: [dispensed('oxycodone/acetaminophen tablet', 40, 5)] },
      [['oxycodone', 'short-acting', '2026-10-27', '2026-10-30', false, false]],
    ],
    [
      'a depot of buprenorphine counts in months',
      { facts: [administered('Sublocade', '-100d')] },
      [['buprenorphine', 'sublocade', '2026-12-14', '2027-08-16', true, true]],
    ],
    [
      'a merely possible use has no critical day',
      {
        facts: [
          {
            type: 'MedicationStatement',
            code: 'methadone tablet',
            status: 'unknown',
            end: '-5d',
            dateAsserted: '-5d',
          },
        ],
      },
      [['methadone', 'long-acting', undefined, '2026-12-03', true, true]],
    ],
    [
      'use without an end decides before all',
      {
        facts: [
          methadone,
          {
            type: 'MedicationRequest',
            code: 'oxycodone/acetaminophen tablet',
            status: 'active',
            authoredOn: '-3d',
          },
        ],
      },
      [
        ['oxycodone', 'short-acting', undefined, undefined, true, true],
        ['methadone', 'long-acting', '2026-11-29', '2026-12-03', true, false],
      ],
    ],
  ])('%s', async (_, written, expected) => {
    const { plan } = await decided(written);
    const iso = (day: number | undefined) => (day === undefined ? undefined : isoOf(day));
    expect(
      plan.washouts.map((one) => [
        one.name,
        one.class,
        iso(one.notBefore),
        iso(one.earliest),
        one.open,
        one.deciding,
      ]),
    ).toEqual(expected);
  });
});

describe('a card names the drug that decides', () => {
  test('when several compete', async () => {
    const { cards } = await decided({ facts: [oxycodone, methadone] });
    expect(cards[0]?.detail).toContain('The last to clear: methadone (dispensed).');
  });
  test('and not when there is one', async () => {
    const { cards } = await decided({ facts: [methadone] });
    expect(cards[0]?.detail).not.toContain('The last to clear');
  });
});

describe('an order for a later day', () => {
  const running = dispensed('oxycodone/acetaminophen tablet', 3, 5);
  test('on which all is over is silent, and the plan says from when', async () => {
    const { cards, plan } = await decided({
      given: ['oud', 'negative-panel 13d', 'normal-liver', 'naloxone'],
      order: { plannedDate: '+13d' },
      facts: [running],
    });
    expect(plan.safeFrom && isoOf(plan.safeFrom)).toBe('2026-12-06');
    expect(cards.map(({ summary }) => summary).join()).not.toMatch(/oxycodone/i);
  });
  test('a card that exists for another reason says it too', async () => {
    const { cards } = await decided({ order: { plannedDate: '+13d' }, facts: [running] });
    expect(cards[0]?.detail).toContain(
      'By the waiting times naltrexone can be given from 6 Dec 2026 on; it is planned for 7 Dec 2026.',
    );
  });
  test('a day too early is not safe from any', async () => {
    const { plan } = await decided({ order: { plannedDate: '+11d' }, facts: [running] });
    expect(plan.safeFrom).toBeUndefined();
  });
});

describe('the protocol of a site', () => {
  const WHY = { reason: 'unit with monitoring', owner: 'Dr A', date: '2026-11-01' };
  const under = (protocol: string, facts: Written['facts']) =>
    decided({ site: { induction: { protocol, ...WHY } }, ...(facts && { facts }) });
  const short = [dispensed('oxycodone/acetaminophen tablet', 8, 5)];

  test('is that of the label unless it chooses', async () => {
    const { plan, cards } = await decided({ facts: short });
    expect(plan.protocol.id).toBe('label');
    expect(cards[0]?.indicator).toBe('critical');
    expect(cards[0]?.detail).not.toContain('Site protocol');
  });
  test('may ask for a longer wait', async () => {
    expect((await under('label', [methadone])).earliestDate).toBe('2026-12-03');
    expect((await under('long-acting', [methadone])).earliestDate).toBe('2026-12-10');
  });
  test('rapid induction leaves a warning that names what it asks for', async () => {
    const { cards, notBefore, earliestDate } = await under('rapid-induction', short);
    expect(cards[0]?.indicator).toBe('warning');
    expect(cards[0]?.rules.map(({ id }) => id)).toContain('opioid-interval-short');
    expect(cards[0]?.detail).toContain(
      'Site protocol: monitored rapid induction. It asks for close',
    );
    expect([notBefore, earliestDate]).toEqual([undefined, '2026-12-01']);
  });
  test.each<[string, Written['facts']]>([
    ['a supply that still runs', [dispensed('oxycodone/acetaminophen tablet', 3, 10)]],
    [
      'a positive test',
      [
        {
          type: 'Observation',
          code: 'oxycodone confirmation',
          effective: '-1d',
          value: 'Positive',
        },
      ],
    ],
    ['a depot of buprenorphine', [administered('Sublocade', '-20d')]],
  ])('rapid induction leaves %s critical', async (_, facts) => {
    expect((await under('rapid-induction', facts)).cards[0]?.indicator).toBe('critical');
  });
});
