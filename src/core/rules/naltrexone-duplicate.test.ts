import { expect, test } from '@jest/globals';
import type { DraftOrder } from '../call.js';
import { naltrexoneDuplicate } from './naltrexone-duplicate.js';
import type { RuleInput } from './rule.js';
import { seen } from '../../../test/support/clinical-facts.js';
import type { ActiveNaltrexone } from '../evidence/exposure.js';

const draft = (
  ref: string,
  product: ActiveNaltrexone['product'],
  resourceType = 'MedicationRequest',
): DraftOrder =>
  ({
    ref,
    resource: { resourceType },
    identity: { is: 'naltrexone', product },
    dosing: { instructions: [], testDose: false },
  }) as unknown as DraftOrder;
const active = (product: ActiveNaltrexone['product'], source: string): ActiveNaltrexone => ({
  product,
  from: 'order',
  testDose: false,
  listed: undefined,
  provenance: seen(source),
});
const outcomes = (
  order: DraftOrder,
  others: readonly DraftOrder[],
  activeNaltrexone: readonly ActiveNaltrexone[] = [],
): readonly string[] =>
  naltrexoneDuplicate
    .judge(
      {
        order,
        call: { orders: [order], otherDrafts: others },
        evidence: { activeNaltrexone },
      } as unknown as RuleInput,
      {},
    )
    .map(({ outcome }) => outcome);

const DEPOT = draft('MedicationRequest/1', 'depot');

test.each<[string, DraftOrder, string[]]>([
  ['another depot', draft('MedicationRequest/2', 'depot'), ['two-depots']],
  ['its own administration as a service', draft('ServiceRequest/2', 'depot', 'ServiceRequest'), []],
  ['low-dose naltrexone', draft('MedicationRequest/2', 'ldn'), ['two-drafts']],
  ['itself, as an opioid draft of the same concept', draft('MedicationRequest/1', 'depot'), []],
])('a depot beside %s', (_, other, expected) => {
  expect(outcomes(DEPOT, [other])).toEqual(expected);
});

test('an order that is signed again is no second one', () => {
  const contrave = draft('MedicationRequest/7', 'contrave');
  const standing = [active('oral', 'MedicationRequest/7'), active('oral', 'MedicationRequest/8')];
  expect(outcomes(contrave, [], standing.slice(0, 1))).toEqual([]);
  expect(outcomes(contrave, [], standing)).toEqual(['active-beside-oral']);
});

test('an active depot or low-dose order is not asked about', () => {
  const standing = [active('depot', 'MedicationRequest/8'), active('ldn', 'MedicationRequest/9')];
  expect(outcomes(DEPOT, [], standing)).toEqual([]);
});
