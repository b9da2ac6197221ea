import { describe, expect, test } from '@jest/globals';
import type { Fact } from '../../../test/support/clinical-case.js';
import {
  between,
  daysAgo,
  depot,
  diagnosis,
  exposure,
  seen,
  TODAY,
} from '../../../test/support/clinical-facts.js';
import { outcomesOf } from '../../../test/support/findings-of.js';
import {
  OPIOID_NUMBERS,
  positive,
  ruleInput,
  toxicologyOf,
} from '../../../test/support/opioid-judging.js';
import type { Evidence } from '../evidence/evidence.js';
import type { Exposure } from '../evidence/exposure.js';
import { exactly } from '../time/instant.js';
import { opioidPerioperative } from './opioid-perioperative.js';
import { perioperativeDoses } from './perioperative-lane.js';

/** Intravenous fentanyl so many hours ago. */
const fentanyl = (hours: number, more: object = {}): Fact => ({
  type: 'MedicationAdministration',
  code: 'fentanyl',
  route: 'IV',
  effective: `-${String(hours)}h`,
  ...more,
});
const isIn = async (facts: readonly Fact[], more: object = {}): Promise<boolean> =>
  (await outcomesOf('opioid-perioperative', { given: ['aud'], facts: [...facts], ...more }))
    .length > 0;

describe('one supervised day of intravenous opioids has a lane of its own', () => {
  test.each<[string, readonly Fact[]]>([
    ['a single dose', [fentanyl(30)]],
    ['several doses of one day', [fentanyl(26), fentanyl(28), fentanyl(30)]],
    ['another procedure more than a week before', [fentanyl(24), fentanyl(24 + 193)]],
    [
      'another opioid two weeks ago',
      [
        fentanyl(30),
        {
          type: 'MedicationDispense',
          code: 'tramadol tablet',
          whenHandedOver: '-19d',
          daysSupply: 5,
        },
      ],
    ],
    [
      'opioid use disorder in remission',
      [
        fentanyl(30),
        { type: 'Condition', code: 'F11.20 opioid dependence', clinicalStatus: 'remission' },
      ],
    ],
  ])('%s', async (_, facts) => {
    expect(await isIn(facts)).toBe(true);
  });
});

describe('otherwise the doses count as short-acting opioids', () => {
  test.each<[string, readonly Fact[]]>([
    ['doses on two days of a week', [fentanyl(30), fentanyl(55)]],
    ['an infusion that still runs', [fentanyl(30, { status: 'in-progress' })]],
    ['into a muscle', [fentanyl(30, { route: 'IM' })]],
    [
      'another opioid 13 days ago',
      [
        fentanyl(30),
        {
          type: 'MedicationDispense',
          code: 'tramadol tablet',
          whenHandedOver: '-18d',
          daysSupply: 5,
        },
      ],
    ],
    [
      'an order of an opioid that was never closed',
      [
        fentanyl(30),
        {
          type: 'MedicationRequest',
          status: 'active',
          code: 'tramadol tablet',
          authoredOn: '-200d',
        },
      ],
    ],
    [
      'an active opioid diagnosis',
      [fentanyl(30), { type: 'Condition', code: 'F11.20 opioid dependence' }],
    ],
  ])('%s', async (_, facts) => {
    expect(await isIn(facts)).toBe(false);
  });
  test.each(['Condition', 'MedicationDispense', 'MedicationRequest', 'Procedure', 'Observation'])(
    '%s that cannot be read could hold another opioid',
    async (type) => {
      expect(await isIn([fentanyl(30)], { access: { [type]: '403' } })).toBe(false);
    },
  );
});

describe('other opioids of the last two weeks end the lane', () => {
  const fentanylAt = (days: number, differing: Partial<Exposure> = {}): Exposure =>
    exposure({
      ingredient: 'fentanyl',
      exposureClass: 'perioperative',
      from: 'administration',
      last: exactly(daysAgo(days)),
      provenance: seen(`MedicationAdministration/${String(days)}`),
      ...differing,
    });
  const lane = (evidence: Partial<Evidence>) =>
    perioperativeDoses(ruleInput({ exposures: [fentanylAt(2)], ...evidence }), OPIOID_NUMBERS).map(
      ({ provenance }) => provenance.source,
    );
  const test13 = { collected: exactly(daysAgo(13)) };

  test.each<[string, Partial<Evidence>, boolean]>([
    ['none', {}, true],
    ['no dose at all', { exposures: [] }, false],
    [
      'a depot of buprenorphine 13 days ago',
      { buprenorphineDepots: [depot({ at: exactly(daysAgo(13)) })] },
      false,
    ],
    ['a depot 14 days ago', { buprenorphineDepots: [depot({ at: exactly(daysAgo(14)) })] }, true],
    ['a depot without a date', { buprenorphineDepots: [depot({ at: undefined })] }, false],
    ['a positive test 13 days ago', toxicologyOf(positive(test13)), false],
    [
      'a positive test 14 days ago',
      toxicologyOf(positive({ collected: exactly(daysAgo(14)) })),
      true,
    ],
    ['a positive test without a date', toxicologyOf(positive({ collected: undefined })), false],
    [
      'a positive that was refuted',
      toxicologyOf(positive({ ...test13, standing: 'refuted' })),
      true,
    ],
    [
      'a test that cannot be read',
      toxicologyOf(positive({ ...test13, result: 'unreadable' })),
      true,
    ],
    [
      'a dose only perhaps given',
      { exposures: [fentanylAt(2), fentanylAt(3, { certainty: 'possible' })] },
      false,
    ],
    [
      'a dose only listed',
      { exposures: [fentanylAt(2), fentanylAt(3, { from: 'statement' })] },
      false,
    ],
    [
      'a dose without a date',
      { exposures: [fentanylAt(2), fentanylAt(3, { last: undefined })] },
      false,
    ],
    ['an infusion of two days', { exposures: [fentanylAt(2, { last: between(3, 2) })] }, false],
    [
      'long-term opioid therapy among other diagnoses',
      { diagnoses: [diagnosis({ group: 'pregnancy' }), diagnosis({ group: 'opioid-therapy' })] },
      false,
    ],
  ])('%s', (_, evidence, expected) => {
    expect(lane(evidence).length > 0).toBe(expected);
  });

  test('hours become days: critical for one, said for a week; the newest dose speaks', () => {
    const exposures = [fentanylAt(9), fentanylAt(0), fentanylAt(0, { ingredient: 'sufentanil' })];
    expect(opioidPerioperative.judge(ruleInput({ exposures }), OPIOID_NUMBERS)).toMatchObject([
      {
        outcome: 'hours-ago',
        subject: 'fentanyl',
        evidence: [9, 0, 0].map((days) => seen(`MedicationAdministration/${String(days)}`)),
        values: {
          last: { kind: 'span', earliest: TODAY, latest: TODAY },
          earliestDate: { kind: 'day', day: TODAY + 7 },
        },
        dates: { notBefore: TODAY + 1, earliest: TODAY + 7 },
      },
    ]);
  });
});
