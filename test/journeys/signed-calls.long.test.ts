import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { loadFixtures } from '../../src/demo/load-fixtures.js';
import { caseToFhir } from '../support/case-to-fhir.js';
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

/* As signed-calls.test.ts: every case, and the built program in a process of its own. */

const SEED = Math.floor(Math.random() * 1e9);

describe(`every case whose sources can be read, in three ways (seed ${SEED})`, () => {
  const cases = loadCases()
    .flatMap((theme) => theme.cases)
    .filter(({ access, site }) => access === undefined && site === undefined)
    .map((one) => ({ one, sent: caseToFhir(one) }));
  let counterparts: SignedCounterparts;
  beforeAll(async () => {
    const zones = new Set(cases.map(({ sent }) => sent.timeZone));
    counterparts = await startSignedCounterparts([...zones]);
  });
  afterAll(() => counterparts.close());

  test.each(cases.map(({ one, sent }, index) => [titleOf(one), one, sent, index] as const))(
    '%s',
    async (_, one, sent, index) => {
      const cards = await inThreeWays(counterparts, sent, SEED + index);
      expect(compareAnswer(one.expect, cards, sent)).toEqual([]);
    },
  );

  test('the access token stood nowhere but on requests to the FHIR server', () => {
    expect(counterparts.said()).not.toContain(ACCESS_TOKEN);
  });
});

describe('the built program in a process of its own, with the cast of today', () => {
  let counterparts: SignedCounterparts;
  beforeAll(async () => {
    counterparts = await startSignedCounterparts(['America/New_York'], 'in a process of its own');
  });
  afterAll(() => counterparts.close());

  // The charts are moved by whole days, so that what was written for an afternoon may lie ahead in the morning: only what does
  // not hang on the hour is expected here; that the ways agree is.
  test('the cards are the same in three ways, and the access token is nowhere in log or answers', async () => {
    const indicators = new Map<string, readonly string[]>();
    for (const [index, person] of (await loadFixtures({ now: new Date() })).entries()) {
      const cards = await inThreeWays(counterparts, fixtureToCase(person), SEED + index);
      indicators.set(
        person.name,
        cards.map(({ indicator }) => indicator),
      );
    }
    expect(indicators.size).toBe(18);
    expect(indicators.get('maria-running-oxycodone')).toEqual(['critical']);
    const said = counterparts.said();
    expect(said).toContain('"event":"read"');
    expect(said).not.toContain(ACCESS_TOKEN);
  });
});
