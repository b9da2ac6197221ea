import { describe, expect, test } from '@jest/globals';
import { between, daysAgo, depot, seen } from '../../../test/support/clinical-facts.js';
import { theKnowledge } from '../../../test/support/hook-parts.js';
import type { BuprenorphineDepot } from '../evidence/exposure.js';
import { exactly } from '../time/instant.js';
import {
  depotWindow,
  openBuprenorphineDepots,
  vagueBuprenorphineDepots,
} from './buprenorphine-depot-window.js';

const { questions } = theKnowledge();
const numbers = Object.fromEntries(
  ['buprenorphine-depot', 'opioid-interval'].flatMap((id) =>
    Object.entries(questions.get(id)?.parameters ?? {}).map(([name, { value }]) => [name, value]),
  ),
) as never;
const at = (days: number) => ({ at: exactly(daysAgo(days)) });
const implant = (days: number, event: BuprenorphineDepot['event'] = 'given') =>
  depot({ product: 'buprenorphine-implant', from: 'procedure', event, ...at(days) });
const open = (...depots: readonly BuprenorphineDepot[]) =>
  openBuprenorphineDepots(depots, daysAgo(0), numbers).map(
    ({ depot: { product }, kind, daysSince }) => `${product}, ${kind}, ${String(daysSince)} d`,
  );

test.each([
  ['sublocade', 120, 365],
  ['brixadi-monthly', 84, 180],
  ['brixadi-weekly', 28, 60],
  ['buprenorphine-implant', 184, 731],
] as const)('%s: critical below %s days, silent from %s on', (product, minimum, clear) => {
  expect(depotWindow(depot({ product }), numbers)).toEqual({ minimum, clear });
});
test('an implant taken out: 14 and 60 days', () => {
  expect(depotWindow(implant(1, 'removed'), numbers)).toEqual({ minimum: 14, clear: 60 });
});

describe('what still counts', () => {
  test.each([
    ['an injection 364 days ago', [depot(at(364))], ['sublocade, injection, 364 d']],
    ['an injection 365 days ago', [depot(at(365))], []],
    ['a possible injection is another rule', [depot({ certainty: 'possible' })], []],
    ['one without a date', [depot({ at: undefined })], []],
    [
      'two implants taken out on different days',
      [implant(50, 'removed'), implant(20, 'removed')],
      [
        'buprenorphine-implant, implant-removed, 50 d',
        'buprenorphine-implant, implant-removed, 20 d',
      ],
    ],
    [
      'an injection before an implant was taken out',
      [depot(at(150)), implant(20, 'removed')],
      ['sublocade, injection, 150 d', 'buprenorphine-implant, implant-removed, 20 d'],
    ],
    [
      'an implant taken out on an unknown day',
      [implant(150), { ...implant(1, 'removed'), at: undefined }],
      ['buprenorphine-implant, implant-in-situ, 150 d'],
    ],
    ['an implant', [implant(150)], ['buprenorphine-implant, implant-in-situ, 150 d']],
    [
      'an implant taken out later',
      [implant(150), implant(20, 'removed')],
      ['buprenorphine-implant, implant-removed, 20 d'],
    ],
    [
      'an implant put in after another was taken out',
      [implant(150, 'removed'), implant(100)],
      ['buprenorphine-implant, implant-in-situ, 100 d'],
    ],
    [
      'exchanged on one day: the new one is in place',
      [implant(100, 'removed'), implant(100)],
      ['buprenorphine-implant, implant-in-situ, 100 d'],
    ],
    [
      'a removal on a list that was not wholly read does not calm',
      [implant(150), { ...implant(70, 'removed'), provenance: seen('p', false) }],
      ['buprenorphine-implant, implant-in-situ, 150 d'],
    ],
  ])('%s', (_, depots, expected) => {
    expect(open(...depots)).toEqual(expected);
  });
});

test.each([
  ['some time this year', between(327, 0), 'vague'],
  ['some time last month', between(54, 24), 'open'],
  ['some time in 100 days, all of them inside the minimum', between(100, 0), 'open'],
  ['some time two years ago', between(700, 400), 'neither'],
])('an injection %s: %s', (_, span, expected) => {
  const depots = [depot({ at: span })];
  const vague = vagueBuprenorphineDepots(depots, daysAgo(0), numbers).length > 0;
  expect(vague ? 'vague' : open(...depots).length > 0 ? 'open' : 'neither').toBe(expected);
});
test('neither without a date', () => {
  expect(vagueBuprenorphineDepots([depot({ at: undefined })], daysAgo(0), numbers)).toEqual([]);
});
