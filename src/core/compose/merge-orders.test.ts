import { describe, expect, test } from '@jest/globals';
import { finding, seen } from '../../../test/support/clinical-facts.js';
import { mergeOrders } from './merge-orders.js';

const depot = { orders: ['MedicationRequest/depot'] };
const tablets = { orders: ['MedicationRequest/tablets'] };

describe('two naltrexone drafts', () => {
  test('the worse state speaks, for the draft that it is about', () => {
    const merged = mergeOrders([finding({ indicator: 'warning', ...depot }), finding(tablets)]);
    expect(merged).toMatchObject([{ indicator: 'critical', ...tablets }]);
  });
  test('equally bad: once, for both', () => {
    const merged = mergeOrders([finding(depot), finding(tablets)]);
    expect(merged.map(({ orders }) => orders)).toEqual([[...depot.orders, ...tablets.orders]]);
  });
  test('evidence of both is kept, each source once', () => {
    const [merged] = mergeOrders([
      finding({ evidence: [seen('a'), seen('b')] }),
      finding({ evidence: [seen('b'), seen('c')] }),
    ]);
    expect(merged?.evidence.map(({ source }) => source)).toEqual(['a', 'b', 'c']);
  });
});

test.each([
  ['another rule', { rule: 'opioid-ongoing' }],
  ['another drug', { subject: 'tramadol' }],
])('%s stays apart', (_, differing) => {
  expect(mergeOrders([finding(), finding(differing)])).toHaveLength(2);
});

test('of equally bad outcomes of one rule the first speaks', () => {
  const merged = mergeOrders([
    finding({ outcome: 'borderline' }),
    finding({ outcome: 'illicit-unproven' }),
  ]);
  expect(merged.map(({ outcome }) => outcome)).toEqual(['borderline']);
});
