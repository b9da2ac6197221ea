import { expect, test } from '@jest/globals';
import { finding } from '../../../test/support/clinical-facts.js';
import type { Finding, Indicator } from '../rules/finding.js';
import { sortIntoCards } from './sort-into-cards.js';

const on = (card: Finding['card']) => (indicator: Indicator) =>
  finding({ card, indicator, rule: `${card}-${indicator}` });
const [safety, missing, rides] = [on('safety'), on('missing'), on('ride-along')];

test.each([
  ['nothing', [], [], []],
  ['a safety finding', [safety('critical')], ['safety-critical'], []],
  ['only information about safety', [safety('info')], ['safety-info'], []],
  ['only something missing', [missing('warning')], [], ['missing-warning']],
  [
    'information about safety rides on what is missing',
    [safety('info'), missing('info')],
    [],
    ['missing-info', 'safety-info'],
  ],
  [
    'a warning and something missing: two cards',
    [safety('warning'), safety('info'), missing('info')],
    ['safety-warning', 'safety-info'],
    ['missing-info'],
  ],
  [
    'beside a critical card missing information becomes a line of it',
    [safety('critical'), missing('info')],
    ['safety-critical', 'missing-info'],
    [],
  ],
  [
    'beside a critical card a missing warning keeps its card',
    [safety('critical'), missing('warning'), missing('info')],
    ['safety-critical'],
    ['missing-warning', 'missing-info'],
  ],
  ['what rides along makes no card', [rides('info')], [], []],
  [
    'it rides on the safety card',
    [rides('info'), safety('warning'), missing('warning')],
    ['safety-warning', 'ride-along-info'],
    ['missing-warning'],
  ],
  [
    'else on what is missing',
    [rides('info'), missing('info')],
    [],
    ['missing-info', 'ride-along-info'],
  ],
])('%s', (_, findings, onSafety, onMissing) => {
  const plan = sortIntoCards(findings);
  expect(plan.safety.map(({ rule }) => rule)).toEqual(onSafety);
  expect(plan.missing.map(({ rule }) => rule)).toEqual(onMissing);
});
