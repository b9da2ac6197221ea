import { expect, test } from '@jest/globals';
import type { DraftOrder } from '../call.js';
import { naltrexoneDuplicate } from './naltrexone-duplicate.js';
import type { RuleInput } from './rule.js';
import { daysAgo, seen, TODAY } from '../../../test/support/clinical-facts.js';
import type { ActiveNaltrexone } from '../evidence/exposure.js';
import { exactly } from '../time/instant.js';

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
const judged = (
  order: DraftOrder,
  others: readonly DraftOrder[],
  activeNaltrexone: readonly ActiveNaltrexone[] = [],
) =>
  naltrexoneDuplicate.judge(
    {
      order,
      call: { orders: [order], otherDrafts: others },
      evidence: { activeNaltrexone },
    } as unknown as RuleInput,
    {},
  );
const outcomes = (...args: Parameters<typeof judged>): readonly string[] =>
  judged(...args).map(({ outcome }) => outcome);

const DEPOT = draft('MedicationRequest/1', 'depot');

test.each<[string, DraftOrder, string[]]>([
  ['another depot', draft('MedicationRequest/2', 'depot'), ['two-depots']],
  ['its own administration as a service', draft('ServiceRequest/2', 'depot', 'ServiceRequest'), []],
  ['low-dose naltrexone', draft('MedicationRequest/2', 'ldn'), ['two-drafts']],
  ['itself, as an opioid draft of the same concept', draft('MedicationRequest/1', 'depot'), []],
])('a depot beside %s', (_, other, expected) => {
  expect(outcomes(DEPOT, [other])).toStrictEqual(expected);
});

test('an order that is signed again is no second one', () => {
  const contrave = draft('MedicationRequest/7', 'contrave');
  const standing = [active('oral', 'MedicationRequest/7'), active('oral', 'MedicationRequest/8')];
  expect(outcomes(contrave, [], standing.slice(0, 1))).toStrictEqual([]);
  expect(outcomes(contrave, [], standing)).toStrictEqual(['active-beside-oral']);
});

test('an active depot or low-dose order is not asked about', () => {
  const standing = [active('depot', 'MedicationRequest/8'), active('ldn', 'MedicationRequest/9')];
  expect(outcomes(DEPOT, [], standing)).toStrictEqual([]);
});

const ORAL = draft('MedicationRequest/1', 'oral');
const CONTRAVE = draft('MedicationRequest/1', 'contrave');
const LOW = draft('MedicationRequest/1', 'ldn');
const testDose = (order: DraftOrder): DraftOrder => ({
  ...order,
  dosing: { instructions: [], testDose: true },
});
test.each<[string, DraftOrder, DraftOrder, string[]]>([
  ['depot and oral', DEPOT, draft('MedicationRequest/2', 'oral'), ['two-drafts']],
  ['oral and depot', ORAL, draft('MedicationRequest/2', 'depot'), ['two-drafts']],
  ['oral twice', ORAL, draft('MedicationRequest/2', 'oral'), ['two-drafts']],
  ['depot and an oral test dose', DEPOT, testDose(draft('MedicationRequest/2', 'oral')), []],
  ['an oral test dose and the depot', testDose(ORAL), draft('MedicationRequest/2', 'depot'), []],
  [
    'a depot whose words speak of a challenge',
    DEPOT,
    testDose(draft('MedicationRequest/2', 'depot')),
    ['two-depots'],
  ],
  [
    'two services',
    draft('ServiceRequest/1', 'depot', 'ServiceRequest'),
    draft('ServiceRequest/2', 'depot', 'ServiceRequest'),
    ['two-depots'],
  ],
  ['low dose and depot', LOW, draft('MedicationRequest/2', 'depot'), []],
])('drafts of one signing: %s', (_, order, other, expected) => {
  expect(outcomes(order, [other])).toStrictEqual(expected);
});

test.each<[string, DraftOrder, Partial<ActiveNaltrexone>, string[]]>([
  ['oral beside the depot', DEPOT, { product: 'oral' }, ['active-beside-depot']],
  ['an oral test dose beside the depot', DEPOT, { product: 'oral', testDose: true }, []],
  ['Contrave beside the depot', DEPOT, { product: 'contrave' }, ['active-beside-depot']],
  ['Contrave beside oral', ORAL, { product: 'contrave' }, ['active-beside-oral']],
  ['oral renewed by oral', ORAL, { product: 'oral' }, []],
  ['Contrave renewed by Contrave', CONTRAVE, { product: 'contrave' }, []],
  ['a depot beside oral', ORAL, { product: 'depot' }, []],
  ['oral beside a low dose', LOW, { product: 'oral' }, []],
])('active: %s', (_, order, differing, expected) => {
  const standing = { ...active('oral', 'MedicationRequest/8'), ...differing };
  expect(outcomes(order, [], [standing])).toStrictEqual(expected);
});

test('each names the other one, where it stands and since when', () => {
  const other = draft('MedicationRequest/2', 'oral');
  const second = draft('MedicationRequest/3', 'depot');
  const ordered = (source: string) => [{ source, slice: 'order', complete: true }];
  const stated: ActiveNaltrexone = {
    ...active('contrave', 'MedicationStatement/8'),
    from: 'statement',
    listed: exactly(daysAgo(9)),
  };
  const term = (name: string) => ({ kind: 'term', term: name });
  const judgedAll = judged(DEPOT, [other, second], [stated, active('oral', 'MedicationRequest/9')]);
  expect(judgedAll).toStrictEqual([
    {
      outcome: 'two-drafts',
      subject: 'drafts',
      values: { other: term('product.oral') },
      evidence: ordered('MedicationRequest/2'),
    },
    {
      outcome: 'two-depots',
      subject: 'drafts',
      values: {},
      evidence: ordered('MedicationRequest/3'),
    },
    {
      outcome: 'active-beside-depot',
      subject: 'contrave',
      values: {
        other: term('product.contrave'),
        source: term('source.statement'),
        listed: { kind: 'span', earliest: TODAY - 9, latest: TODAY - 9 },
      },
      evidence: [seen('MedicationStatement/8')],
    },
    {
      outcome: 'active-beside-depot',
      subject: 'oral',
      values: {
        other: term('product.oral'),
        source: term('source.order'),
        listed: term('dated.without'),
      },
      evidence: [seen('MedicationRequest/9')],
    },
  ]);
});

test('an order that stands in the chart as another draft of this signing is counted once', () => {
  const other = draft('MedicationRequest/2', 'oral');
  expect(outcomes(DEPOT, [other], [active('oral', 'MedicationRequest/2')])).toStrictEqual([
    'two-drafts',
  ]);
});

test('an opioid is no naltrexone', () => {
  const opioid = { ...DEPOT, identity: { is: 'opioid' } } as unknown as DraftOrder;
  expect(outcomes(opioid, [draft('MedicationRequest/2', 'depot')])).toStrictEqual([]);
  expect(outcomes(DEPOT, [{ ...opioid, ref: 'MedicationRequest/2' }])).toStrictEqual([]);
});
