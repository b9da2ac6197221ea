import { describe, expect, test } from '@jest/globals';
import { finding } from '../../../test/support/clinical-facts.js';
import type { Outcome } from '../pack/question.js';
import type { Finding } from '../rules/finding.js';
import { orderBullets } from './order-bullets.js';

const ORDER = [
  'opioid-same-signing',
  'opioid-ongoing',
  'opioid-interval-short',
  'opioid-tox-missing',
];
const FOLDS: Readonly<Record<string, Partial<Outcome>>> = {
  'opioid-interval-short': { foldsUnder: ['opioid-ongoing'] },
  'liver-moderate-elevation': { foldsUnderAny: ['liver-hys-law'] },
};
const bullets = (findings: readonly Finding[], kind: 'safety' | 'missing' = 'safety') =>
  orderBullets(findings, ({ rule }) => (FOLDS[rule] ?? {}) as Outcome, ORDER, kind).map(
    ({ rule }) => rule,
  );
const of = (rule: string, differing: Partial<Finding> = {}) => finding({ rule, ...differing });

describe('reading order', () => {
  test('critical before warning before info, then by the order of the knowledge, unknown rules last', () => {
    expect(
      bullets([
        of('opioid-tox-missing', { indicator: 'info' }),
        of('something-new'),
        of('opioid-interval-short', { indicator: 'warning' }),
        of('opioid-ongoing', { subject: 'methadone' }),
        of('opioid-same-signing'),
      ]),
    ).toEqual([
      'opioid-same-signing',
      'opioid-ongoing',
      'something-new',
      'opioid-interval-short',
      'opioid-tox-missing',
    ]);
  });
  test("a card's own findings before equally severe ones that ride on it", () => {
    const rider = of('opioid-same-signing', { indicator: 'info' });
    const own = of('opioid-tox-missing', { indicator: 'info', card: 'missing' });
    expect(bullets([rider, own], 'missing')).toEqual(['opioid-tox-missing', 'opioid-same-signing']);
    expect(bullets([rider, own], 'safety')).toEqual(['opioid-same-signing', 'opioid-tox-missing']);
  });
});

describe('a folded finding has no bullet', () => {
  test.each([
    [
      'about the same drug',
      [of('opioid-ongoing'), of('opioid-interval-short')],
      ['opioid-ongoing'],
    ],
    [
      'about another drug it keeps it',
      [of('opioid-ongoing'), of('opioid-interval-short', { subject: 'tramadol' })],
      ['opioid-ongoing', 'opioid-interval-short'],
    ],
    [
      'without the other rule it keeps it',
      [of('opioid-interval-short')],
      ['opioid-interval-short'],
    ],
    [
      'under a rule that takes it whatever it is about',
      [of('liver-hys-law', { subject: 'ALT' }), of('liver-moderate-elevation', { subject: 'AST' })],
      ['liver-hys-law'],
    ],
  ])('%s', (_, findings, expected) => {
    expect(bullets(findings)).toEqual(expected);
  });
});
