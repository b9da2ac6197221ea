import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { caseToFhir } from '../support/case-to-fhir.js';
import type { Fact } from '../support/clinical-case.js';
import { loadCases } from '../support/load-cases.js';
import { answerRequest, requestOf } from '../support/run-case.js';
import { examples } from '../support/examples.js';
import { pick, randomFrom } from '../support/vary-case.js';

const anyCase = fc.constantFrom(...loadCases().flatMap(({ cases }) => cases));
const JUNK: readonly unknown[] = [
  null,
  '',
  'x',
  0,
  -1,
  1e308,
  true,
  [],
  [null],
  [[]],
  {},
  { coding: null },
  { coding: 'x' },
  { reference: 7 },
  '2026-02-30',
  '9999-99-99T99:99:99Z',
  '\u202e\u0000<img src=x>',
  'x'.repeat(5000),
];

describe('whatever arrives as FHIR, the service answers', () => {
  test('a chart with broken values: an answer, and never the card of a failed service', async () => {
    await fc.assert(
      fc.asyncProperty(anyCase, fc.nat(), async (one, seed) => {
        const sent = caseToFhir(one);
        const body = requestOf(sent);
        const random = randomFrom(seed);
        const prefetch = broken(body.prefetch, random, 0.03);
        const { response, events } = await answerRequest({ ...body, prefetch }, sent);
        expect(events.map(({ failure }) => failure).filter(Boolean)).toEqual([]);
        expect(response.cards.length).toBeLessThanOrEqual(2);
      }),
      examples(100),
    );
  });

  const oxycodone = 'oxycodone/acetaminophen tablet';
  test.each<Fact>([
    ...[1e308, 1e9, 1e6, -1e9, 0, 1e-9].flatMap((amount) => [
      { type: 'MedicationDispense', code: oxycodone, whenHandedOver: '-9d', daysSupply: amount },
      {
        type: 'MedicationDispense',
        code: oxycodone,
        whenHandedOver: '-9d',
        quantity: 20,
        dailyMax: amount,
      },
      {
        type: 'MedicationRequest',
        code: oxycodone,
        status: 'active',
        authoredOn: '-9d',
        supplyDays: amount,
        refills: 3,
      },
      { type: 'Observation', code: 'ALT', effective: '-9d', value: amount, unit: 'U/L' },
      { type: 'Observation', code: 'COWS total', effective: '-1h', value: amount },
    ]),
    ...['0001-01-01', '9999-12-31', '0001', '9999-12', '9999-12-31T23:59:59Z'].flatMap((date) => [
      { type: 'MedicationAdministration', code: oxycodone, effective: date },
      { type: 'MedicationStatement', code: oxycodone, status: 'stopped', end: date },
      { type: 'Observation', code: 'fentanyl screen', effective: date, value: 'Positive' },
      { type: 'Observation', code: 'ALT', effective: date, value: 300, unit: 'U/L' },
    ]),
  ])('numbers and dates at the edge: %j', async (fact) => {
    const sent = caseToFhir({ given: ['oud', 'negative-panel', 'normal-liver'], facts: [fact] });
    const { events } = await answerRequest(requestOf(sent), sent);
    expect(events.map(({ failure }) => failure).filter(Boolean)).toEqual([]);
  });

  test('drafts with broken values', async () => {
    await fc.assert(
      fc.asyncProperty(anyCase, fc.nat(), async (one, seed) => {
        const sent = caseToFhir(one);
        const body = requestOf(sent);
        const { draftOrders, ...context } = body.context;
        const { entry } = draftOrders as { entry: unknown };
        const drafts = { resourceType: 'Bundle', entry: broken(entry, randomFrom(seed), 0.1) };
        const { events } = await answerRequest(
          { ...body, context: { ...context, draftOrders: drafts } },
          sent,
        );
        expect(events.map(({ failure }) => failure).filter(Boolean)).toEqual([]);
      }),
      examples(100),
    );
  });

  test('prefetch of arbitrary JSON', async () => {
    const keys = Object.keys(requestOf(caseToFhir({})).prefetch);
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(fc.constantFrom(...keys), fc.jsonValue()),
        async (prefetch) => {
          const sent = caseToFhir({});
          const { events } = await answerRequest({ ...requestOf(sent), prefetch }, sent);
          expect(events.map(({ failure }) => failure).filter(Boolean)).toEqual([]);
        },
      ),
      examples(120),
    );
  });
});

/** A copy in which some values, at any depth, are something else. */
function broken(value: unknown, random: () => number, share: number): unknown {
  if (random() < share) return pick(JUNK, random);
  if (Array.isArray(value)) return value.map((entry) => broken(entry, random, share));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [key, broken(entry, random, share)]),
  );
}
