import { expect } from '@jest/globals';
import type { CdsCard } from '../../src/hook/cds-response.js';
import { ACCESS_TOKEN, type SignedCounterparts, WAYS } from './signed-counterparts.js';
import type { FhirCase } from './case-to-fhir.js';

/**
 * Signs an order with its chart in prefetch, on the FHIR server, and half and half: the cards must be the same to the word.
 * @returns the cards
 */
export async function inThreeWays(
  counterparts: SignedCounterparts,
  sent: FhirCase,
  seed: number,
): Promise<readonly CdsCard[]> {
  const call = await counterparts.hold(sent);
  const answers = [];
  for (const way of WAYS) answers.push({ way, ...(await call(way, seed)) });
  const [prefetch, fhir, mixed] = answers;
  for (const { way, status, cards, asked } of answers) {
    expect([way, status]).toEqual([way, 200]);
    expect([way, contentOf(cards)]).toEqual([way, contentOf(prefetch!.cards)]);
    expect(asked.filter((one) => one.authorization !== `Bearer ${ACCESS_TOKEN}`)).toEqual([]);
  }
  // A Medication that a row names by reference comes with no prefetch; all else was sent.
  expect(prefetch!.asked.filter(({ path }) => !path.startsWith('Medication/'))).toEqual([]);
  expect(mixed!.asked.length).toBeLessThanOrEqual(fhir!.asked.length);
  if (fhir!.cards.length > 0) expect(fhir!.asked.length).toBeGreaterThan(prefetch!.asked.length);
  return fhir!.cards;
}

/** Ids are made from the request, and the request differs. */
const contentOf = (cards: readonly CdsCard[]) =>
  cards.map(({ uuid, extension, suggestions = [], ...card }) => {
    expect(uuid).toMatch(/^[0-9a-f-]{36}$/);
    const { decision, ...said } = extension!['org.naltrexone-cds'];
    expect(decision).toMatch(/^[0-9a-f-]{36}$/);
    return { ...card, said, suggestions: withoutIds(suggestions) };
  });

/** The id of a suggestion follows from the decision's. */
const withoutIds = (suggestions: NonNullable<CdsCard['suggestions']>) =>
  suggestions.map(({ uuid, ...suggestion }) => {
    expect(uuid).toMatch(/^[0-9a-f-]{36}$/);
    return suggestion;
  });
