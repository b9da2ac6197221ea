import { describe, expect, test } from '@jest/globals';
import type { Fact } from '../../../test/support/clinical-case.js';
import { outcomesOf } from '../../../test/support/findings-of.js';

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
