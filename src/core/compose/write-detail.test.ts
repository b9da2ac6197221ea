import { describe, expect, test } from '@jest/globals';
import { daysAgo, finding, seen, TODAY } from '../../../test/support/clinical-facts.js';
import { theKnowledge } from '../../../test/support/hook-parts.js';
import type { Gap } from '../decision.js';
import type { JudgedOrder } from '../rules/judge-order.js';
import { day, list, number, text } from '../rules/rule.js';
import { dayPlus } from '../time/instant.js';
import { cardWords } from './card-words.js';
import { type DetailParts, writeDetail } from './write-detail.js';

const words = cardWords(theKnowledge());
const draft = (id: string, differing: Partial<JudgedOrder> = {}): JudgedOrder =>
  ({
    order: {
      ref: `MedicationRequest/${id}`,
      identity: { is: 'naltrexone', name: `naltrexone ${id}` },
    },
    clock: { planned: daysAgo(0) },
    lane: 'first-dose',
    indication: 'opioid-rules',
    findings: [],
    futureDated: [],
    ...differing,
  }) as JudgedOrder;
const oxycodone = (subject = 'oxycodone') =>
  finding({
    subject,
    orders: ['MedicationRequest/depot'],
    values: {
      opioid: text(subject),
      product: text('tablet'),
      source: list([text('dispensed')]),
      basis: text('Site policy.'),
      last: day(dayPlus(TODAY, -3)),
      days: number(3),
      minimum: number(7),
    },
  });
const detail = (differing: Partial<DetailParts> = {}): string => {
  const bullets = differing.bullets ?? [oxycodone()];
  return writeDetail(
    {
      bullets,
      findings: bullets,
      judged: [draft('depot')],
      gaps: [],
      foreignRows: 0,
      unassigned: 0,
      localCodes: [],
      dates: undefined,
      plan: undefined,
      wouldClear: undefined,
      ...differing,
    },
    words,
  );
};
const gap = (state: Gap['state'], reason: Gap['fault']['reason'], status?: number): Gap => ({
  slice: 'medicationDispenses',
  resourceType: 'MedicationDispense',
  state,
  fault: { reason, ...(status === undefined ? {} : { status }) },
});

test('six bullets at most, then how many more there are', () => {
  const bullets = Array.from({ length: 8 }, (_, place) => oxycodone(`opioid ${String(place)}`));
  const lines = detail({ bullets })
    .split('\n')
    .filter((line) => line.startsWith('- '));
  expect(lines).toHaveLength(7);
  expect(lines[6]).toBe('- More findings behind this card: 2.');
});

test('only among several drafts a bullet names its own', () => {
  expect(detail()).not.toContain('MedicationRequest/depot');
  const two = detail({ judged: [draft('depot'), draft('tablets')] });
  expect(two).toContain('For naltrexone depot (MedicationRequest/depot).');
  expect(two).not.toContain('MedicationRequest/tablets');
});

describe('dates', () => {
  const dates = (notBefore: number, earliest: number) => ({
    notBefore: dayPlus(TODAY, notBefore),
    earliest: dayPlus(TODAY, earliest),
  });
  test.each<[string, DetailParts['dates'], string]>([
    [
      'both ahead',
      dates(4, 7),
      'Earliest day by all waiting times: 1 Dec 2026; not before 28 Nov 2026 in any case.',
    ],
    ['the critical days are over', dates(-1, 2), 'Earliest day by all waiting times: 26 Nov 2026.'],
    ['none can be given', 'never', 'No earliest day can be given'],
  ])('%s', (_, given, sentence) => {
    expect(detail({ dates: given })).toContain(sentence);
  });
  test.each([
    [true, true],
    [false, false],
  ])('an opioid wait that is open (%s) presumes negative tests', (open, said) => {
    const plan = {
      washouts: [{ name: 'oxycodone', open, deciding: true }],
      protocol: { lowered: [] },
    } as never;
    const text = detail({ dates: dates(4, 7), plan });
    expect(text.includes('It presumes that the tests named here come back negative.')).toBe(said);
  });
  test('over before the planned day: a new look on that day', () => {
    const judged = [draft('depot', { clock: { planned: daysAgo(-20) } as never })];
    expect(detail({ dates: dates(10, 14), judged })).toContain(
      'Look again on the planned day, 14 Dec 2026.',
    );
    expect(detail({ dates: dates(10, 20), judged })).not.toContain('Look again');
  });
});

describe('what was not seen', () => {
  test.each<[string, Partial<DetailParts>, string]>([
    [
      'a source that failed',
      { gaps: [gap('failed', 'http-error')] },
      'Could not be read: dispenses (server error).',
    ],
    [
      'one that was read in part',
      { gaps: [gap('partial', 'more-pages')] },
      'Could not be read: dispenses (only a part arrived).',
    ],
    [
      'sources that failed for two reasons',
      {
        gaps: [
          gap('failed', 'withheld'),
          { ...gap('failed', 'http-error', 404), resourceType: 'Procedure' },
          { ...gap('failed', 'http-error', 400), resourceType: 'Condition' },
        ],
      },
      'Could not be read: problem list and procedures (query not accepted). Could not be read: dispenses (held back by the source).',
    ],
    [
      'one that the site does not have',
      { gaps: [gap('not-asked', 'declared-absent')] },
      'Not available at this site: dispenses.',
    ],
    [
      'rows of somebody else',
      { foreignRows: 2 },
      'Rows of another patient were in the chart data and left out: 2.',
    ],
    ['doses of treatment programmes', {}, 'Doses of opioid treatment programmes'],
  ])('%s', (_, differing, sentence) => {
    expect(detail(differing)).toContain(sentence);
  });
  test.each<[string, Partial<DetailParts>, string]>([
    ['what no rule needs', { gaps: [gap('not-asked', 'not-needed')] }, 'dispenses.'],
    [
      'treatment programmes on continuation',
      { judged: [draft('depot', { lane: 'depot' })] },
      'treatment programmes',
    ],
    [
      'treatment programmes for alcohol alone',
      { judged: [draft('depot', { indication: 'alcohol-only' })] },
      'treatment programmes',
    ],
  ])('no word about %s', (_, differing, sentence) => {
    expect(detail(differing)).not.toContain(sentence);
  });
});

test('facts dated in the future are counted once, in a line of their own', () => {
  const futureDated = [seen('Observation/a1'), seen('Observation/a1'), seen('Condition/c1')];
  expect(detail({ judged: [draft('depot', { futureDated })] })).toContain(
    'dated in the future were left out: 2.',
  );
  expect(detail()).not.toContain('future');
});
