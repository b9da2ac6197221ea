import { afterAll, describe, test } from '@jest/globals';
import { expectCase, titleOf } from '../support/expect-case.js';
import { loadCases } from '../support/load-cases.js';
import { closeFhirAccess } from '../support/run-case.js';
import { ENCODINGS, pick, PREFETCH_ENCODINGS, randomFrom } from '../support/vary-case.js';

afterAll(closeFhirAccess);

const SEED = 20_261_124;

/** Each case in one other encoding, by turns by prefetch alone and with some keys sent and the rest read; the long run has all. */
const themes = loadCases().map((theme, index) => {
  const random = randomFrom(SEED + index);
  const variations = theme.cases.map((one, place) => {
    const seed = Math.floor(random() * 1e6);
    return place % 2 === 0
      ? { one, way: 'prefetch' as const, encoding: pick(PREFETCH_ENCODINGS, random), seed }
      : { one, way: 'mixed' as const, encoding: pick(ENCODINGS, random), seed };
  });
  return { ...theme, variations };
});

describe.each(themes)('in other encodings: $name', ({ variations }) => {
  test.each(
    variations.map((one) => [`${one.encoding}, ${one.way}: ${titleOf(one.one)}`, one] as const),
  )('%s', async (_, { one, way, encoding, seed }) => {
    await expectCase(one, way, encoding, seed);
  });
});
