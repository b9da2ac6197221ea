import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { loadFixtures } from '../../src/demo/load-fixtures.js';
import { caseToFhir, USUAL_TIME_ZONE } from '../support/case-to-fhir.js';
import { compareAnswer } from '../support/compare-answer.js';
import { titleOf } from '../support/expect-case.js';
import { fixtureToCase } from '../support/fixture-to-case.js';
import { loadCases } from '../support/load-cases.js';
import {
  ACCESS_TOKEN,
  type SignedCounterparts,
  startSignedCounterparts,
} from '../support/signed-counterparts.js';
import { inThreeWays } from '../support/three-ways.js';
import { randomFrom } from '../support/vary-case.js';

/*
 * Real counterparts on real sockets: an EHR that is registered in a clients file signs its hook calls (ES384), publishes its key,
 * and keeps charts on the embedded FHIR server behind a guard that wants the access token. All cases: signed-calls.long.test.ts.
 */

const SEED = 20_261_124;
/** With and without a card. */
const SAMPLE = [14, 6] as const;

const cast = await loadFixtures();
const random = randomFrom(SEED);
const drawn = loadCases()
  .flatMap(({ cases }) => cases)
  .filter(({ access, site }) => access === undefined && site === undefined)
  .map((one) => ({ one, sent: caseToFhir(one), place: random() }))
  .sort((a, b) => a.place - b.place);
const isSilent = ({ one }: (typeof drawn)[number]) => one.expect.indicator === 'none';
const sample = [
  ...drawn.filter((one) => !isSilent(one)).slice(0, SAMPLE[0]),
  ...drawn.filter(isSilent).slice(0, SAMPLE[1]),
];

let counterparts: SignedCounterparts;
beforeAll(async () => {
  const zones = new Set([USUAL_TIME_ZONE, ...sample.map(({ sent }) => sent.timeZone)]);
  counterparts = await startSignedCounterparts([...zones]);
});
afterAll(() => counterparts.close());

describe('by prefetch, from the FHIR server, and half and half: the same cards', () => {
  test.each(cast.map((person, seed) => [person.name, person, seed] as const))(
    '%s',
    async (_, person, seed) => {
      const cards = await inThreeWays(counterparts, fixtureToCase(person), seed);
      const { cards: expected, earliestDate } = person.expected;
      const said = cards.map((card) => card.extension!['org.naltrexone-cds']);
      expect(
        cards.map(({ indicator }, index) => ({
          indicator,
          rules: said[index]!.rules.map(({ id }) => id).sort(),
        })),
      ).toEqual(expected);
      expect(said.map((one) => one.earliestDate).find(Boolean)).toBe(earliestDate);
      expect(said.flatMap(({ unknown = [] }) => unknown)).toEqual([]);
    },
  );

  test.each(sample.map(({ one, sent }, seed) => [titleOf(one), one, sent, seed] as const))(
    '%s',
    async (_, one, sent, seed) => {
      const cards = await inThreeWays(counterparts, sent, seed);
      expect(compareAnswer(one.expect, cards, sent)).toEqual([]);
    },
  );

  test('among them are people and cases without a card', () => {
    expect(cast.filter(({ expected }) => expected.cards.length === 0).length).toBeGreaterThan(0);
    expect(sample.filter(isSilent)).toHaveLength(SAMPLE[1]);
  });
});

describe('the access token', () => {
  const clean = cast.find(({ expected }) => expected.cards.length === 0)!;

  test.each([
    ['none', undefined],
    ['another one', { access_token: 'not-this-one', token_type: 'Bearer', scope: 'patient/*.rs' }],
  ])(
    '%s: the server answers 401, and the card says what was not read',
    async (_, authorization) => {
      const { cards, asked } = await counterparts.callWith(fixtureToCase(clean), authorization);
      expect(new Set(asked.map(({ status }) => status))).toEqual(new Set([401]));
      expect(cards.map(({ indicator }) => indicator)).toEqual(['warning']);
      expect(cards[0]!.extension!['org.naltrexone-cds'].unknown).toEqual(
        expect.arrayContaining(['Condition', 'MedicationDispense', 'Observation']),
      );
    },
  );

  test('stands on requests to the FHIR server and nowhere else', async () => {
    const call = await counterparts.hold(fixtureToCase(clean));
    const { asked } = await call('fhir', 0);
    expect(asked.length).toBeGreaterThan(10);
    expect(new Set(asked.map(({ status }) => status))).toEqual(new Set([200]));
    expect(JSON.stringify(asked.map(({ path }) => path))).not.toContain(ACCESS_TOKEN);
    const said = counterparts.said();
    expect(said).toContain('"event":"read"');
    expect(said).toContain('/jwks');
    expect(said).not.toContain(ACCESS_TOKEN);
    expect(said).not.toContain('not-this-one');
  });
});
