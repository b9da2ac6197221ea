import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sqliteDatabase } from '../../../test/support/open-test-store.js';
import { syntheticLog } from '../../../test/support/synthetic-log.js';
import { loadTimeZone } from '../../knowledge/load-time-zone.js';
import { openStore } from '../../store/open-store.js';
import type { Store } from '../../store/store.js';
import { drawSample } from './draw-sample.js';
import { openReviews, type Reviews } from './open-reviews.js';
import { ReviewError } from './review-error.js';
import { reviewResult } from './review-result.js';
import type { ReviewAnswer } from './verdict.js';

const START = Date.parse('2026-11-10T15:00:00Z');
const rule = 'opioid-interval-short';
const { url, drop } = sqliteDatabase();
let store: Store;
let reviews: Reviews;
let now = START;

beforeAll(async () => {
  store = await openStore(url);
  const { decisions, feedback } = syntheticLog(
    [
      { times: 40, fired: [{ rule }], feedback: { outcome: 'overridden' } },
      { times: 10, fired: [{ rule: 'liver-enzymes-high' }] },
      { times: 10 },
      { times: 10, client: 'quiet', shown: false, fired: [{ rule }] },
    ],
    START,
  );
  await store.decisions.append(decisions);
  await store.feedback.append(feedback);
  reviews = openReviews(store, loadTimeZone('America/New_York'), () => (now += 1));
});
afterAll(async () => {
  await store.close();
  await drop();
});

const ABOUT = { from: '2026-11-10', until: '2026-11-10', timeZone: 'America/New_York' };
const draw = (about: { rule?: string; seed?: string; client?: string } = {}, size = 6) =>
  reviews.draw({
    about: { ...ABOUT, seed: 'autumn', reviewers: ['ada', 'ben'], ...about },
    period: { from: START, until: START + 86_400_000 },
    size,
  });
const say = (alert: ReviewAnswer, response: ReviewAnswer) =>
  ({ schema: 1, alert, response }) as const;

test('a sample is drawn again by its seed, from decisions whose cards were shown alone', async () => {
  const first = await draw();
  expect(first.decisions).toHaveLength(6);
  expect(JSON.parse(first.about)).toMatchObject({ outOf: 50, seed: 'autumn' });
  expect((await draw()).decisions).toEqual(first.decisions);
  expect((await draw({ seed: 'winter' })).decisions).not.toEqual(first.decisions);
  expect(JSON.parse((await draw({ rule }, 99)).about)).toMatchObject({ outOf: 40, rule });
  await expect(draw({ client: 'quiet' })).rejects.toThrow(ReviewError);
});

test('each is as likely to be drawn as another', () => {
  const ids = ['a', 'b', 'c', 'd', 'e'];
  const times = new Map(ids.map((id) => [id, 0]));
  for (let seed = 0; seed < 2000; seed += 1) {
    for (const id of drawSample(ids, 2, String(seed))) times.set(id, times.get(id)! + 1);
  }
  // 800 each; five standard deviations are 110.
  for (const count of times.values()) expect(Math.abs(count - 800)).toBeLessThan(110);
});

test('nobody sees what the other says before both have spoken, and then nobody changes it', async () => {
  const { id } = await draw();
  await reviews.judge(id, 'ada', 1, say('no', 'no'));
  await reviews.judge(id, 'ada', 1, say('no', 'yes'));
  const [seenByBen] = await reviews.show(id, 'ben');
  expect(seenByBen).toMatchObject({ number: 1, responses: [expect.any(Array)] });
  expect(JSON.stringify([seenByBen?.own, seenByBen?.other])).toBe('[null,null]');
  expect((await reviews.show(id, 'ada'))[0]).toMatchObject({
    own: say('no', 'yes'),
    other: undefined,
  });
  await reviews.judge(id, 'ben', 1, say('yes', 'yes'));
  expect((await reviews.show(id, 'ada'))[0]).toMatchObject({ other: say('yes', 'yes') });
  expect((await reviews.show(id, 'ben'))[0]).toMatchObject({ other: say('no', 'yes') });
  await expect(reviews.judge(id, 'ben', 1, say('no', 'no'))).rejects.toThrow('it stands');
});

test.each<[string, (id: string) => Promise<unknown>]>([
  ['somebody else', (id) => reviews.judge(id, 'eve', 1, say('yes', 'yes'))],
  ['somebody else who looks', (id) => reviews.show(id, 'eve')],
  ['a number too high', (id) => reviews.judge(id, 'ada', 7, say('yes', 'yes'))],
  ['no such sample', () => reviews.result('x')],
])('%s is refused', async (_name, act) => {
  const { id } = await draw();
  await expect(act(id)).rejects.toThrow(ReviewError);
});

test('the result counts what both have judged', async () => {
  const { id } = await draw({ rule }, 2);
  await reviews.judge(id, 'ada', 1, say('yes', 'no'));
  await reviews.judge(id, 'ben', 1, say('yes', 'no'));
  await reviews.judge(id, 'ada', 2, say('yes', 'no'));
  expect(await reviews.result(id)).toMatchObject({
    ...{ drawn: 2, judged: 1, override: { numerator: 1, denominator: 1 } },
    nonAdherence: { numerator: 1, denominator: 1, share: 1 },
  });
});

test("McCoy's measures by hand", () => {
  const item = (first: string, second: string, responses: string[][]) => {
    const [a = '', b = ''] = first.split(' ');
    const [c = '', d = ''] = second.split(' ');
    return {
      first: say(a as ReviewAnswer, b as ReviewAnswer),
      second: say(c as ReviewAnswer, d as ReviewAnswer),
      responses,
    };
  };
  const result = reviewResult(
    [
      item('yes yes', 'yes yes', [['accepted']]),
      item('yes no', 'yes no', [['overridden', 'x']]),
      item('no yes', 'no yes', [['overridden', 'x']]),
      item('no yes', 'yes yes', [['no-response']]),
      item('yes cannot-tell', 'yes cannot-tell', [['no-response']]),
    ],
    9,
  );
  expect(result).toMatchObject({
    ...{ drawn: 9, judged: 5, undecided: { alert: 1, response: 1 } },
    falsePositive: { numerator: 1, denominator: 4, share: 0.25 },
    override: { numerator: 2, denominator: 3 },
    nonAdherence: { numerator: 1, denominator: 2 },
    responseAppropriate: { numerator: 3, denominator: 4 },
  });
  // Wilson, 1 of 4: 0.0456 to 0.6994 (R: prop.test(1, 4, correct = FALSE)).
  expect(result.falsePositive.interval?.[0]).toBeCloseTo(0.0456, 4);
  expect(result.falsePositive.interval?.[1]).toBeCloseTo(0.6994, 4);
  expect(result.agreement.alert?.agreement).toBeCloseTo(0.8, 12);
});
