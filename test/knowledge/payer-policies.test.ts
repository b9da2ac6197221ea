import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { fillWords, namesIn } from '../../src/core/compose/fill-words.js';
import { CRITERIA } from '../../src/core/readiness/payer-criteria.js';
import { theKnowledge } from '../support/hook-parts.js';
import { policyCase } from '../support/policy-cases.js';

const { payerPolicies, coverageWords, drug } = theKnowledge();
const policies = [...payerPolicies.values()];

describe.each(policies.map((policy) => [policy.id, policy] as const))('%s', (_, policy) => {
  test('its own cases are answered as it says', async () => {
    const answers = await Promise.all(
      policy.cases.map(async (written) => {
        const asked = await policyCase(policy, written, theKnowledge());
        const states = Object.fromEntries(asked.map(({ id, state }) => [id, state]));
        const said = Object.keys(written.expect).map((id) => [id, states[id]]);
        return { name: written.name, expect: Object.fromEntries(said) };
      }),
    );
    expect(answers).toEqual(policy.cases.map(({ name, expect: said }) => ({ name, expect: said })));
  });

  test('its review lies ahead', () => {
    expect(policy.reviewBy > new Date().toISOString().slice(0, 10)).toBe(true);
  });

  test('every criterion can be said in words, whatever its state', async () => {
    const asked = await policyCase(
      policy,
      { name: 'words', given: ['oud', 'aud'], facts: [] },
      theKnowledge(),
    );
    for (const { id, values } of asked) {
      const words = coverageWords.criteria[id];
      if (words === undefined) throw new Error(`no words for ${id}`);
      const title = namesIn(words.title).every((name) => name in values)
        ? words.title
        : words.openTitle;
      for (const text of [title, words.met, words.notMet, words.unknown, words.fix]) {
        expect(fillWords(text ?? '', values, drug.terms, 'plain')).not.toBe('');
      }
    }
  });
});

test('every criterion has its words, and there are no others', () => {
  expect(Object.keys(coverageWords.criteria).sort()).toEqual([...CRITERIA].sort());
});

test('what the generic policy asks is asked by payers, and as often as it counts', () => {
  const { criteria, counts = {} } = payerPolicies.get('generic') ?? { criteria: {} };
  const others = policies.filter(({ id }) => id !== 'generic');
  const counted = Object.fromEntries(
    Object.keys(criteria).map((id) => [id, others.filter((one) => id in one.criteria).length]),
  );
  expect(counts).toEqual(counted);
});

test('what we say of policies and criteria is person-first', () => {
  const avoided = JSON.parse(
    readFileSync(new URL('./words-to-avoid.json', import.meta.url), 'utf8'),
  ) as { word: string }[];
  const { criteria, policyChoice, priorAuthorization } = coverageWords;
  const texts = [
    ...Object.values(criteria).flatMap((words) => Object.values(words) as string[]),
    ...Object.values(policyChoice),
    ...Object.values(priorAuthorization),
    ...policies.flatMap(({ notes }) => notes),
  ];
  const found = texts.filter((text) =>
    avoided.some(({ word }) => new RegExp(`\\b(${word})\\b`, 'i').test(text)),
  );
  expect(found).toEqual([]);
});
