import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { type Chart, resourcesOf, type Slice } from '../../src/core/chart.js';
import { fillWords, namesIn } from '../../src/core/compose/fill-words.js';
import { CRITERIA } from '../../src/core/readiness/payer-criteria.js';
import { theKnowledge } from '../support/hook-parts.js';
import { policyCase } from '../support/policy-cases.js';

const { payerPolicies, coverageWords, drug } = theKnowledge();
const policies = [...payerPolicies.values()];

const ofTheOrder = (id: string): boolean => id === 'no-pellet-or-implant';
const withSlices = (chart: Chart, change: (slice: Slice) => Slice): Chart => ({
  ...chart,
  slices: Object.fromEntries(
    Object.entries(chart.slices).map(([name, slice]) => [name, change(slice)]),
  ) as Chart['slices'],
});
const FAULT = { reason: 'more-pages' } as const;
const withoutSlices = (chart: Chart): Chart =>
  withSlices(chart, () => ({ state: 'failed', fault: FAULT }));
const partlyRead = (chart: Chart): Chart =>
  withSlices(chart, (slice) => ({
    state: 'partial',
    resources: resourcesOf(slice),
    fault: FAULT,
  }));

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

  test('what was not wholly read is never met for that', async () => {
    for (const written of policy.cases) {
      const whole = await policyCase(policy, written, theKnowledge());
      const unread = await policyCase(policy, written, theKnowledge(), withoutSlices);
      const partly = await policyCase(policy, written, theKnowledge(), partlyRead);
      expect(unread.filter(({ state }) => state === 'met').map(({ id }) => id)).toEqual(
        unread.filter(({ id, state }) => ofTheOrder(id) && state === 'met').map(({ id }) => id),
      );
      for (const { id, state } of partly) {
        const before = whole.find((one) => one.id === id)?.state;
        // Where not all diagnoses were read, nobody knows that a criterion does not apply.
        if (state === 'met') expect(['met', 'not-applicable']).toContain(before);
      }
    }
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
    ...Object.values(criteria).flatMap((words) => Object.values<string>(words)),
    ...Object.values(policyChoice),
    ...Object.values(priorAuthorization),
    ...policies.flatMap(({ notes }) => notes),
  ];
  const found = texts.filter((text) =>
    avoided.some(({ word }) => new RegExp(`\\b(${word})\\b`, 'i').test(text)),
  );
  expect(found).toEqual([]);
});
