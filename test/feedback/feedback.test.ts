import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openStore } from '../../src/store/open-store.js';
import type { Store } from '../../src/store/store.js';
import {
  feedbackServices,
  heardOf,
  keepingOf,
  NOW,
  recordedCard,
  sendFeedback,
} from '../support/feedback-services.js';
import { postgresqlDatabase, sqliteDatabase } from '../support/open-test-store.js';
import type { TestService } from '../support/running-service.js';

/* Feedback over real sockets into real databases: one set of cases for both, and two instances on each. */

const databases = [sqliteDatabase(), await postgresqlDatabase()].filter(
  (database) => database !== undefined,
);
const uuid = () => crypto.randomUUID();
const AT = '2026-11-24T18:44:45.520Z';
const OURS = 'urn:naltrexone-cds:override-reasons';

describe.each(databases)('$url', ({ url, drop }) => {
  const services = feedbackServices();
  let store: Store;
  let other: Store;
  let here: TestService;
  let there: TestService;
  beforeAll(async () => {
    [store, other] = await Promise.all([openStore(url), openStore(url)]);
    [here, there] = [
      await services.start(keepingOf(store)),
      await services.start(keepingOf(other)),
    ];
  });
  afterAll(async () => {
    await services.close();
    await Promise.all([store.close(), other.close()]);
    await drop();
  });

  const stored = async (card: string) => (await heardOf(other, card)).map(({ said }) => said);
  const rowsOf = (card: string) => store.feedback.ofCards([card]);

  test('what the CDS Hooks sandbox sends is stored once, for all instances, however often it comes', async () => {
    const [card, first, second] = [uuid(), uuid(), uuid()];
    await recordedCard(store, { client: 'mercy', card }, [
      { uuid: first, id: 'liver-panel' },
      { uuid: second, id: 'move-planned-day' },
    ]);
    const accepted = {
      feedback: [
        { card, outcome: 'accepted', acceptedSuggestions: [{ id: second }], outcomeTimestamp: AT },
      ],
    };
    const answers = [
      await sendFeedback(here, accepted),
      await sendFeedback(here, accepted),
      await sendFeedback(there, accepted),
    ];
    expect(answers.map(({ status, text }) => [status, text])).toEqual(Array(3).fill([200, '{}']));
    const [row, ...more] = await heardOf(other, card);
    expect(more).toEqual([]);
    expect(row).toMatchObject({
      client: 'mercy',
      card,
      receivedAt: NOW,
      decision: `decision of ${card}`,
      said: {
        schema: 1,
        outcome: 'accepted',
        at: Date.parse(AT),
        card: 'known',
        accepted: ['move-planned-day'],
        acceptedElsewhere: 0,
        commented: false,
      },
    });
    expect(here.feedbackEvents.slice(-2).map(({ repeated }) => repeated)).toEqual([0, 1]);
  });

  test('a batch sent again in another order and another shape is nothing new; a changed opinion is', async () => {
    const [card, another] = [uuid(), uuid()];
    const taken = [uuid(), uuid()];
    const item = {
      card,
      outcome: 'accepted',
      acceptedSuggestions: taken.map((id) => ({ id })),
      outcomeTimestamp: AT,
    };
    const dismissed = { card: another, outcome: 'overridden', outcomeTimestamp: AT };
    await sendFeedback(here, { feedback: [item, dismissed] });
    const ids = [...taken].reverse();
    const time = '2026-11-24T13:44:45.520-05:00';
    await sendFeedback(there, {
      feedback: [
        dismissed,
        dismissed,
        { ...item, card: `urn:uuid:${card}`, acceptedSuggestions: ids, outcomeTimestamp: time },
      ],
    });
    expect([(await rowsOf(card)).length, (await rowsOf(another)).length]).toEqual([1, 1]);
    const changes: object[] = [
      { outcome: 'overridden' },
      { outcome: 'snoozed' },
      { outcome: 'dismissed' },
      { outcomeTimestamp: '2026-11-24T18:44:46Z' },
      { outcomeTimestamp: undefined },
      { acceptedSuggestions: taken.slice(1) },
      { overrideReason: { reason: { code: 'a' } } },
      { overrideReason: { reason: { code: 'a', system: 's' } } },
      { overrideReason: { userComment: 'one' } },
      { overrideReason: { userComment: 'two' } },
    ];
    for (const change of changes) await sendFeedback(here, { feedback: { ...item, ...change } });
    expect(await rowsOf(card)).toHaveLength(1 + changes.length);
  });

  test('the same feedback at once to both instances is stored once', async () => {
    const card = uuid();
    const body = { feedback: [{ card, outcome: 'overridden', outcomeTimestamp: AT }] };
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, n) => sendFeedback(n % 2 === 0 ? here : there, body)),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200));
    expect(await rowsOf(card)).toHaveLength(1);
  });

  test('reasons of ours and of the HL7 list stay codes, any other becomes a mark of its client', async () => {
    const reasonOf = async (reason: object, client?: string) => {
      const card = uuid();
      await sendFeedback(here, { card, outcome: 'overridden', overrideReason: { reason } }, client);
      return (await stored(card))[0]?.reason;
    };
    const hl7 = 'http://terminology.hl7.org/CodeSystem/non-adherence-reason-codes';
    const known = (code: string) => ({ known: true, code });
    expect(await reasonOf({ code: 'repeat-normal', system: OURS })).toEqual(known('repeat-normal'));
    expect(await reasonOf({ code: 'repeat-normal' })).toEqual(known('repeat-normal'));
    expect(await reasonOf({ code: 'action-completed', system: hl7 })).toEqual(
      known('action-completed'),
    );
    const foreign = { code: 'repeat-normal', system: 'http://x/or' };
    const marks = [
      await reasonOf(foreign),
      await reasonOf(foreign),
      await reasonOf(foreign, 'lakeside'),
      await reasonOf({ code: 'verified', system: 'http://x/or' }),
      await reasonOf({ code: '__proto__' }),
    ];
    for (const mark of marks) expect(mark).toEqual({ known: false, code: expect.any(String) });
    const codes = marks.map((mark) => mark?.code);
    expect(codes[0]).toBe(codes[1]);
    expect(new Set(codes).size).toBe(4);
    expect(JSON.stringify(marks)).not.toMatch(/verified|repeat|proto|http/);
  });

  test('a card that becomes known later is linked when it is read, its suggestions too', async () => {
    const [card, taken] = [uuid(), uuid()];
    const acceptedSuggestions = [taken, 'canary 4711', uuid()];
    await sendFeedback(here, { card, outcome: 'accepted', acceptedSuggestions });
    const [unknown] = await heardOf(store, card);
    expect(unknown).toMatchObject({
      decision: undefined,
      said: { card: 'unknown', accepted: [], acceptedElsewhere: 3 },
    });
    expect(here.feedbackEvents.at(-1)?.items).toEqual([{ outcome: 'accepted', card: 'unknown' }]);
    await recordedCard(other, { client: 'mercy', card }, [{ uuid: taken, id: 'liver-panel' }]);
    const [known] = await heardOf(store, card);
    expect(known).toMatchObject({
      decision: `decision of ${card}`,
      said: { card: 'known', accepted: ['liver-panel'], acceptedElsewhere: 2 },
    });
    expect(known?.said).not.toHaveProperty('unlinked');
  });

  test("T9, T11: another client's card is answered like an unknown one, tied to nothing, and counted", async () => {
    const [card, taken] = [uuid(), uuid()];
    await recordedCard(store, { client: 'mercy', card }, [{ uuid: taken, id: 'liver-panel' }]);
    const item = { card, outcome: 'accepted', acceptedSuggestions: [taken] };
    const answers = [
      await sendFeedback(here, item, 'lakeside'),
      await sendFeedback(here, { ...item, card: uuid() }, 'lakeside'),
    ];
    expect(answers[0]).toEqual(answers[1]);
    const [row] = await heardOf(store, card);
    expect(row).toMatchObject({
      client: 'lakeside',
      decision: undefined,
      said: { card: 'foreign', accepted: [], acceptedElsewhere: 1 },
    });
    expect(row?.said).not.toHaveProperty('unlinked');
    expect(here.feedbackEvents.at(-2)).toMatchObject({
      client: 'lakeside',
      items: [{ card: 'foreign', outcome: 'accepted' }],
    });
    // Nor does it take the place of what the owner of the card says.
    await sendFeedback(here, item);
    expect((await heardOf(store, card)).map(({ client, said }) => [client, said.card])).toEqual(
      expect.arrayContaining([
        ['lakeside', 'foreign'],
        ['mercy', 'known'],
      ]),
    );
  });

  test('an item without a card is named, and all others are stored', async () => {
    const [one, two] = [uuid(), uuid()];
    const body = {
      feedback: [{ card: one, outcome: 'accepted' }, {}, { card: two, outcome: 'x' }, null],
    };
    const { status, code, expression } = await sendFeedback(here, body);
    expect([status, code, expression]).toEqual([
      400,
      'feedback-incomplete',
      ['feedback[1].card', 'feedback[3].card'],
    ]);
    expect([(await rowsOf(one)).length, (await rowsOf(two)).length]).toEqual([1, 1]);
    expect(here.feedbackEvents.at(-1)).toMatchObject({ withoutCard: 2 });
  });

  test('feedback about a card of the day before yesterday is taken, and counts as late', async () => {
    const card = uuid();
    await recordedCard(store, { client: 'mercy', card, at: NOW - 2 * 86_400_000 });
    await sendFeedback(here, { feedback: [{ card, outcome: 'overridden' }] });
    expect((await stored(card))[0]?.card).toBe('known');
    expect(here.feedbackEvents.at(-1)).toMatchObject({ late: 1 });
  });

  test("the user's words are sealed and apart; no text of a request stands in a clear column or in the log", async () => {
    const canary = `canary ${uuid().slice(0, 8)} fell asleep on oxycodone, says Mrs. Grüße`;
    const item = {
      card: canary,
      outcome: canary,
      acceptedSuggestions: [{ id: canary }, canary],
      outcomeTimestamp: canary,
      overrideReason: {
        reason: { code: canary, system: canary, display: canary },
        userComment: canary,
      },
      [canary]: canary,
    };
    const card = uuid();
    const answers = [
      await sendFeedback(here, { feedback: [item] }),
      await sendFeedback(here, { feedback: [{ ...item, card }, { outcome: canary }] }),
      await sendFeedback(here, { feedback: canary }),
      await sendFeedback(
        here,
        { feedback: [item] },
        'mercy',
        `/cds-services/${encodeURIComponent(canary)}/feedback`,
      ),
      await sendFeedback(here, `{"${canary}`),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 400, 400, 404, 400]);
    const rows = [];
    for await (const some of store.feedback.read({ from: 0, until: NOW + 1 })) rows.push(...some);
    const clear = JSON.stringify([
      rows,
      answers,
      here.httpEvents,
      here.feedbackEvents,
      services.logged,
    ]);
    for (const part of ['canary', 'oxycodone', 'Grüße']) expect(clear).not.toContain(part);
    const [row] = await rowsOf(card);
    const sealed = (await store.feedback.comments([row!.id])).get(row!.id)!;
    expect(Buffer.from(sealed).includes('canary')).toBe(false);
    expect(Buffer.from(services.sealing.unseal('comment', sealed)).toString()).toBe(canary);
  });

  test('a long comment is cut and counted, the item is stored', async () => {
    const card = uuid();
    const userComment = '漢'.repeat(1000);
    const { status } = await sendFeedback(here, {
      feedback: [{ card, outcome: 'overridden', overrideReason: { userComment } }],
    });
    expect([status, (await stored(card))[0]?.commentCut]).toEqual([200, true]);
    const [row] = await rowsOf(card);
    const sealed = (await store.feedback.comments([row!.id])).get(row!.id)!;
    expect(Buffer.from(services.sealing.unseal('comment', sealed)).toString()).toBe(
      '漢'.repeat(666),
    );
    expect(here.feedbackEvents.at(-1)).toMatchObject({ cut: 1 });
  });

  test('1000 items are taken at once; more, or more than 1 MB, are refused whole', async () => {
    const card = uuid();
    const items = (count: number, more: object = {}) =>
      Array.from({ length: count }, (_, n) => ({
        ...{ card, outcome: 'overridden', outcomeTimestamp: new Date(NOW + n).toISOString() },
        ...more,
      }));
    const sizes = [items(1001), items(1000, { extension: 'x'.repeat(1000) }), items(1000)];
    const answers = [];
    for (const feedback of sizes) answers.push(await sendFeedback(here, { feedback }));
    expect(answers.map(({ status, code }) => [status, code])).toEqual([
      [413, 'body-too-large'],
      [413, 'body-too-large'],
      [200, undefined],
    ]);
    expect(await rowsOf(card)).toHaveLength(1000);
  });
});
