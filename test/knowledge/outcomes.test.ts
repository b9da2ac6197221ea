import { describe, expect, test } from '@jest/globals';
import { RULES } from '../../src/core/rules/registry.js';
import { decideCase } from '../support/decide-case.js';
import { theKnowledge } from '../support/hook-parts.js';
import { owners, readyCases } from '../support/question-cases.js';

const { questions, drug } = theKnowledge();
const rules = new Map(RULES.map((rule) => [rule.question, rule]));

describe('rules and question files belong together', () => {
  test('every rule has its file and every file its rule', () => {
    expect([...rules.keys()].sort()).toEqual([...questions.keys()].sort());
    expect(rules.size).toBe(RULES.length);
  });

  test.each([...questions.values()])('$id: the same numbers and outcomes in both', (question) => {
    const rule = rules.get(question.id);
    expect(Object.keys(question.parameters).sort()).toEqual([...(rule?.parameters ?? [])].sort());
    expect(Object.keys(question.outcomes).sort()).toEqual(Object.keys(rule?.outcomes ?? {}).sort());
  });

  test('every rule id has its place among the bullets', () => {
    const ids = [...questions.values()].flatMap(({ outcomes }) =>
      Object.values(outcomes).map(({ rule }) => rule),
    );
    expect([...new Set(ids)].sort()).toEqual([...drug.bulletOrder].sort());
  });
});

describe('every outcome is reached by a case of its own file', () => {
  test.each(
    owners()
      .filter(({ id }) => id !== 'drug')
      .map((owner) => [owner.id, owner] as const),
  )('%s', async (id, owner) => {
    const cases = await readyCases(owner);
    const reached = cases.flatMap(({ prepared }) =>
      (decideCase(prepared, theKnowledge())?.findings ?? [])
        .filter(({ question }) => question === id)
        .map(({ outcome }) => outcome),
    );
    const outcomes = Object.keys(questions.get(id)?.outcomes ?? {});
    expect(outcomes.filter((outcome) => !reached.includes(outcome))).toEqual([]);
  });
});
