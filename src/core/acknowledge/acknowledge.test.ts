import { describe, expect, test } from '@jest/globals';
import { finding, seen, TODAY } from '../../../test/support/clinical-facts.js';
import type { Finding } from '../rules/finding.js';
import { number } from '../rules/rule.js';
import { dayPlus } from '../time/instant.js';
import { acknowledge, type RepeatPolicy } from './acknowledge.js';
import type { Acknowledgement } from './acknowledgement.js';
import { evidenceKey } from './evidence-key.js';

const why = { reason: 'fewer repeats', owner: 'P&T committee', date: '2026-11-01' };
const SNOOZE: RepeatPolicy = { snooze: { maxDays: 14, ...why } };
const SHRINK: RepeatPolicy = { repeatedCards: { shrink: true, ...why } };
const on = (days: number) => dayPlus(TODAY, days);

const warning = (differing: Partial<Finding> = {}) =>
  finding({ rule: 'opioid-exposure-uncertain', indicator: 'warning', ...differing });
const answered = (differing: Partial<Acknowledgement> = {}): Acknowledgement => ({
  source: 'request',
  rules: ['opioid-exposure-uncertain'],
  orders: undefined,
  evidence: undefined,
  findings: [],
  on: on(-3),
  until: undefined,
  ...differing,
});
const repeated = (of: Finding, differing: Partial<Acknowledgement> = {}) =>
  answered({
    source: 'record',
    orders: ['MedicationRequest/draft-1'],
    findings: [evidenceKey(of)],
    ...differing,
  });
const shownAs = (one: Finding, given: readonly Acknowledgement[], site: RepeatPolicy) => {
  const { indicator, acknowledged } = acknowledge(one, given, site, TODAY);
  return acknowledged === undefined
    ? indicator
    : `${indicator}, ${String(acknowledged.on - TODAY)} to ${String((acknowledged.until ?? NaN) - TODAY)}`;
};

describe('put off', () => {
  test.each<[string, Finding, Acknowledgement, RepeatPolicy, string]>([
    ['for as long as the site allows', warning(), answered(), SNOOZE, 'info, -3 to 11'],
    ['until a day that is stated', warning(), answered({ until: on(2) }), SNOOZE, 'info, -3 to 2'],
    [
      'never longer than the site allows',
      warning(),
      answered({ until: on(90) }),
      SNOOZE,
      'info, -3 to 11',
    ],
    ['up to its last day', warning(), answered({ on: on(-14) }), SNOOZE, 'info, -14 to 0'],
    ['not beyond it', warning(), answered({ on: on(-15) }), SNOOZE, 'warning'],
    ['not when the stated day is over', warning(), answered({ until: on(-1) }), SNOOZE, 'warning'],
    ['not by an answer of tomorrow', warning(), answered({ on: on(1) }), SNOOZE, 'warning'],
    ['not where the site does not allow it', warning(), answered(), {}, 'warning'],
    ['not where the site allows the other only', warning(), answered(), SHRINK, 'warning'],
    ['never a critical one', warning({ indicator: 'critical' }), answered(), SNOOZE, 'critical'],
    [
      'never that the chart could not be read',
      warning({ rule: 'data-source-unreadable' }),
      answered({ rules: ['data-source-unreadable'] }),
      SNOOZE,
      'warning',
    ],
    ['not another rule', warning(), answered({ rules: ['liver-rising'] }), SNOOZE, 'warning'],
    [
      'for the order that it was given for',
      warning(),
      answered({ orders: ['MedicationRequest/draft-1'] }),
      SNOOZE,
      'info, -3 to 11',
    ],
    [
      'not for another order',
      warning(),
      answered({ orders: ['MedicationRequest/draft-9'] }),
      SNOOZE,
      'warning',
    ],
    [
      'about the evidence that it was given about',
      warning({ evidence: [seen('Observation/a#2')] }),
      answered({ evidence: ['Observation/a', 'Observation/b'] }),
      SNOOZE,
      'info, -3 to 11',
    ],
    [
      'not when there is new evidence',
      warning({ evidence: [seen('Observation/a'), seen('Observation/c')] }),
      answered({ evidence: ['Observation/a'] }),
      SNOOZE,
      'warning',
    ],
  ])('%s', (_, one, given, site, expected) => {
    expect(shownAs(one, [given], site)).toBe(expected);
  });
});

describe('the same again', () => {
  test.each<[string, Finding, Acknowledgement, RepeatPolicy, string]>([
    ['becomes a line', warning(), repeated(warning()), SHRINK, 'info, -3 to NaN'],
    [
      'however long ago',
      warning(),
      repeated(warning(), { on: on(-99) }),
      SHRINK,
      'info, -99 to NaN',
    ],
    ['not where the site does not allow it', warning(), repeated(warning()), {}, 'warning'],
    [
      'not for another order',
      warning(),
      repeated(warning(), { orders: ['MedicationRequest/draft-9'] }),
      SHRINK,
      'warning',
    ],
    [
      'not when nobody said for which order',
      warning(),
      repeated(warning(), { orders: undefined }),
      SHRINK,
      'warning',
    ],
    [
      'not with another value of the same resource',
      warning({ values: { days: number(2) } }),
      repeated(warning({ values: { days: number(3) } })),
      SHRINK,
      'warning',
    ],
    [
      'not with another resource',
      warning({ evidence: [seen('MedicationDispense/d2')] }),
      repeated(warning()),
      SHRINK,
      'warning',
    ],
    [
      'never a critical one',
      warning({ indicator: 'critical' }),
      repeated(warning({ indicator: 'critical' })),
      SHRINK,
      'critical',
    ],
  ])('%s', (_, one, given, site, expected) => {
    expect(shownAs(one, [given], site)).toBe(expected);
  });
});

test('the order of evidence and values makes no other key', () => {
  const [a, b] = [seen('Observation/a'), seen('Observation/b')];
  expect(evidenceKey(warning({ evidence: [b, a], values: { x: number(1), y: number(2) } }))).toBe(
    evidenceKey(warning({ evidence: [a, b], values: { y: number(2), x: number(1) } })),
  );
});
