import { expect, test } from '@jest/globals';
import { between, daysAgo, TODAY } from '../../../../../test/support/clinical-facts.js';
import { liverResult, timesLimit } from '../../../../../test/support/liver-result.js';
import type { LiverAnalyte } from '../../../evidence/liver-result.js';
import { exactly } from '../../../time/instant.js';
import type { WordValue } from '../../rule.js';
import { measuredValue } from '../describe-result.js';
import type { ChildPughScore } from './child-pugh-of.js';
import { childPughPhrase, childPughValues } from './describe-child-pugh.js';

const text = (value: string): WordValue => ({ kind: 'text', text: value });
const term = (name: string) => ({ kind: 'term', term: name });
const input = (name: string, value: unknown) => ({
  kind: 'list',
  separator: ' ',
  items: [term(`input.${name}`), value],
});

const measured = (analyte: LiverAnalyte, canonical: number, at = exactly(daysAgo(5))) =>
  liverResult({
    analyte,
    at,
    value: timesLimit(1, { canonical, reported: { value: canonical, unit: 'mg/dL' } }),
  });
type Computed = Extract<ChildPughScore, { computed: true }>;
const score = (differing: Partial<Computed> = {}): Computed => ({
  computed: true,
  points: { least: 7, most: 11 },
  classes: ['B', 'C'],
  laboratory: {},
  inrLeftOut: false,
  ascites: undefined,
  encephalopathy: undefined,
  evidence: [],
  ...differing,
});

const bilirubin = measured('bilirubin-total', 2.5, exactly(daysAgo(9)));
const albumin = measured('albumin', 3, between(20, 8));
const inr = measured('inr', 1.2, exactly(daysAgo(3)));

test.each<[string, Partial<Computed>, object]>([
  [
    'all inputs, of several days',
    {
      points: { least: 9, most: 9 },
      classes: ['B', 'B'],
      laboratory: { 'bilirubin-total': bilirubin, albumin, inr },
      ascites: 'mild',
      encephalopathy: 'none',
    },
    {
      points: text('9'),
      classes: text('B'),
      inputs: {
        kind: 'list',
        items: [
          input('bilirubin-total', measuredValue(bilirubin)),
          input('albumin', measuredValue(albumin)),
          input('inr', measuredValue(inr)),
          input('ascites', term('degree.mild')),
          input('hepatic-encephalopathy', term('degree.none')),
        ],
      },
      labDates: { kind: 'span', earliest: TODAY - 20, latest: TODAY - 3 },
    },
  ],
  [
    'INR left out, albumin unknown, signs not documented',
    { laboratory: { 'bilirubin-total': bilirubin }, inrLeftOut: true },
    {
      points: text('7–11'),
      classes: text('B–C'),
      inputs: {
        kind: 'list',
        items: [
          input('bilirubin-total', measuredValue(bilirubin)),
          input('albumin', term('input.unknown')),
          input('inr', term('input.left-out')),
          input('ascites', term('input.not-documented')),
          input('hepatic-encephalopathy', term('input.not-documented')),
        ],
      },
      labDates: { kind: 'span', earliest: TODAY - 9, latest: TODAY - 9 },
    },
  ],
  [
    'an unknown INR without an anticoagulant, the newest sample first',
    { laboratory: { 'bilirubin-total': measured('bilirubin-total', 1), albumin } },
    {
      points: text('7–11'),
      classes: text('B–C'),
      inputs: {
        kind: 'list',
        items: [
          input('bilirubin-total', measuredValue(measured('bilirubin-total', 1))),
          input('albumin', measuredValue(albumin)),
          input('inr', term('input.unknown')),
          input('ascites', term('input.not-documented')),
          input('hepatic-encephalopathy', term('input.not-documented')),
        ],
      },
      labDates: { kind: 'span', earliest: TODAY - 20, latest: TODAY - 5 },
    },
  ],
])('the values of a card: %s', (_, differing, expected) => {
  expect(childPughValues(score(differing))).toEqual(expected);
});

const phrase = (points: string, classes: string) => ({
  kind: 'list',
  separator: '',
  items: [text(points), text(' ('), text(classes), text(')')],
});
test.each<[string, ChildPughScore, object]>([
  ['too far apart', { computed: false, why: 'apart' }, term('child-pugh.apart')],
  ['no inputs', { computed: false, why: 'no-laboratory' }, term('child-pugh.no-laboratory')],
  [
    'one class, by several points',
    score({ points: { least: 7, most: 9 }, classes: ['B', 'B'], laboratory: { inr } }),
    phrase('7–9', 'B'),
  ],
  [
    'several classes',
    score({ points: { least: 6, most: 10 }, classes: ['A', 'C'], laboratory: { inr } }),
    {
      kind: 'list',
      separator: ', ',
      items: [phrase('6–10', 'A–C'), term('child-pugh.undetermined')],
    },
  ],
])('in one phrase: %s', (_, of, expected) => {
  expect(childPughPhrase(of)).toEqual(expected);
});
