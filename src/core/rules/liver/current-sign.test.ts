import { expect, test } from '@jest/globals';
import { between, daysAgo, seen, TODAY } from '../../../../test/support/clinical-facts.js';
import type { LiverSign } from '../../evidence/liver-result.js';
import { exactly } from '../../time/instant.js';
import { currentSign } from './current-sign.js';

type Sketch = readonly [LiverSign['degree'], number | readonly [number, number], string?];

const sign = ([degree, at, but]: Sketch): LiverSign => ({
  sign: 'ascites',
  degree,
  at: typeof at === 'number' ? exactly(daysAgo(at)) : between(...at),
  final: but !== 'preliminary',
  provenance: seen('Observation/o1', but !== 'partial'),
});

test.each<[string, readonly Sketch[], LiverSign['degree'] | undefined]>([
  ['nothing documented', [], undefined],
  [
    'the newest counts',
    [
      ['moderate-or-more', 80],
      ['none', 10],
    ],
    'none',
  ],
  [
    'and not one of another day',
    [
      ['none', 80],
      ['mild', 10],
    ],
    'mild',
  ],
  [
    'of one day the worse',
    [
      ['mild', 10],
      ['moderate-or-more', 10],
    ],
    'moderate-or-more',
  ],
  ['90 days ago', [['mild', 90]], 'mild'],
  ['91 days ago', [['mild', 91]], undefined],
  ['a sign of partial date counts as late as it may be', [['mild', [120, 90]]], 'mild'],
  ['its absence as early', [['none', [120, 90]]], undefined],
  [
    'a preliminary "none" clears nothing',
    [
      ['mild', 20],
      ['none', 10, 'preliminary'],
    ],
    'mild',
  ],
  ['alone it documents nothing', [['none', 10, 'preliminary']], undefined],
  [
    'a preliminary sign raises',
    [
      ['none', 20],
      ['mild', 10, 'preliminary'],
    ],
    'mild',
  ],
  [
    'of several that raise the worst, wherever it stands',
    [
      ['moderate-or-more', 20, 'preliminary'],
      ['mild', 10, 'preliminary'],
    ],
    'moderate-or-more',
  ],
  [
    'a milder preliminary sign does not hide a worse one that is final',
    [
      ['moderate-or-more', 20],
      ['mild', 10, 'preliminary'],
    ],
    'moderate-or-more',
  ],
  ['a "none" of a source read in part documents nothing', [['none', 10, 'partial']], undefined],
  [
    'a sign of it raises',
    [
      ['none', 20],
      ['mild', 10, 'partial'],
    ],
    'mild',
  ],
])('%s', (_, sketches, expected) => {
  expect(currentSign(sketches.map(sign), 'ascites', TODAY, 90)?.degree).toBe(expected);
  expect(currentSign(sketches.map(sign).reverse(), 'ascites', TODAY, 90)?.degree).toBe(expected);
});

test('the other sign is none of it', () => {
  const mild = sign(['mild', 10]);
  expect(currentSign([mild], 'hepatic-encephalopathy', TODAY, 90)).toBeUndefined();
});
