import { describe, expect, test } from '@jest/globals';
import { theKnowledge } from '../../test/support/hook-parts.js';
import { numbersUnder } from '../core/pack/policy.js';
import { siteBounds } from '../core/pack/site-bounds.js';
import { KnowledgeError } from './knowledge-error.js';
import { loadSitePolicy } from './load-site-policy.js';

const WHY = { reason: 'Agreed locally', owner: 'P&T committee', date: '2026-11-01' };
const load = (content: unknown) => loadSitePolicy(content, theKnowledge());
const problemIn = (content: unknown): string => {
  try {
    load(content);
  } catch (error) {
    if (error instanceof KnowledgeError) return error.message;
    throw error;
  }
  return 'none';
};
const { neverList } = theKnowledge();
const implemented = new Set(
  [...theKnowledge().questions.values()].flatMap(({ outcomes }) =>
    Object.values(outcomes).map(({ rule }) => rule),
  ),
);

describe('the Never List', () => {
  const listed = neverList.rules.filter(({ rule }) => implemented.has(rule));

  test('lists rules that exist', () => {
    expect(listed.length).toBe(neverList.rules.length);
  });

  test.each(listed)('$rule: neither off nor shadow nor info', ({ rule, reason, source }) => {
    for (const mode of ['off', 'shadow', 'info']) {
      const problem = problemIn({ modes: [{ rule, mode, ...WHY }] });
      for (const said of [rule, mode, reason, source, 'may raise it']) {
        expect(problem).toContain(said);
      }
    }
    expect(problemIn({ modes: [{ rule, mode: 'on', ...WHY }] })).toBe('none');
  });

  test.each(listed)('$rule: not below $lowest', ({ rule, lowest }) => {
    expect(problemIn({ indicators: [{ rule, indicator: 'info', ...WHY }] })).toContain(
      'lowered to info',
    );
    expect(problemIn({ indicators: [{ rule, indicator: lowest, ...WHY }] })).toBe('none');
  });

  test('leaves other rules to the site', () => {
    const rule = 'liver-tests-missing';
    for (const mode of ['off', 'shadow', 'info', 'on']) {
      expect(problemIn({ modes: [{ rule, mode, ...WHY }] })).toBe('none');
    }
  });
});

describe('numbers', () => {
  const change = (question: string, parameter: string, value: number) =>
    problemIn({
      parameters: [{ question, parameter, value, ...WHY }, ...counterpart(question, parameter)],
    });

  /** The other end of a wait, as far away as it may be. */
  function counterpart(question: string, parameter: string) {
    const isMinimum = parameter.endsWith('.minimum');
    const name = parameter.replace(/minimum$|clear$/, isMinimum ? 'clear' : 'minimum');
    const bounds = theKnowledge().questions.get(question)?.parameters[name]?.bounds;
    return bounds === undefined || name === parameter
      ? []
      : [{ question, parameter: name, value: isMinimum ? bounds.max : bounds.min, ...WHY }];
  }

  test('a wait below which it is critical is not longer than the one after which nothing is said', () => {
    const wait = (minimum: number, clear: number) =>
      problemIn({
        parameters: [
          {
            question: 'opioid-interval',
            parameter: 'short-acting.minimum',
            value: minimum,
            ...WHY,
          },
          { question: 'opioid-interval', parameter: 'short-acting.clear', value: clear, ...WHY },
        ],
      });
    expect(wait(12, 12)).toBe('none');
    expect(wait(12, 11)).toContain('would be 12 and "short-acting.clear" 11');
  });

  test.each([
    ['opioid-interval', 'short-acting.minimum', 7, 14],
    ['opioid-interval', 'long-acting.clear', 10, 28],
    ['buprenorphine-depot', 'sublocade.minimum', 56, 182],
    ['opioid-exposure', 'order.ongoing', 15, 60],
    ['drug', 'continuation.depot', 17.5, 70],
  ])('%s %s: from %d to %d', (question, parameter, min, max) => {
    expect(change(question, parameter, min)).toBe('none');
    expect(change(question, parameter, max)).toBe('none');
    expect(change(question, parameter, min - 0.5)).toContain(`${String(min)} to ${String(max)} d`);
    expect(change(question, parameter, max + 0.5)).toContain(`${String(min)} to ${String(max)} d`);
  });

  test('behind the Never List none can be set to nothing', () => {
    const { questions, drug } = theKnowledge();
    for (const { id, parameters } of [{ ...drug, id: 'drug' }, ...questions.values()]) {
      for (const [name, parameter] of Object.entries(parameters)) {
        const bounds = siteBounds(parameter, id, theKnowledge());
        expect(change(id, name, 0) === 'none').toBe(bounds === undefined);
      }
    }
  });

  test('behind other rules are free', () => {
    expect(change('liver-tests', 'fresh.first-dose', 1)).toBe('none');
  });
});

test.each([
  ['a rule that is not there', { modes: [{ rule: 'no-rule', mode: 'off', ...WHY }] }, 'no-rule'],
  [
    'a number that is not there',
    { parameters: [{ question: 'age', parameter: 'none', value: 1, ...WHY }] },
    '"none" of "age"',
  ],
  [
    'a change without an owner',
    { modes: [{ rule: 'age-under-18', mode: 'off', reason: 'Adults only', date: '2026-11-01' }] },
    'owner',
  ],
  [
    'two modes of one rule',
    {
      modes: [
        { rule: 'age-under-18', mode: 'off', ...WHY },
        { rule: 'age-under-18', mode: 'on', ...WHY },
      ],
    },
    'twice',
  ],
  ['a time zone that does not exist', { timeZone: 'America/Springfield' }, 'Springfield'],
])('refuses %s', (_, content, said) => {
  expect(problemIn(content)).toContain(said);
});

describe('an experiment', () => {
  const arms = (...changes: readonly object[]) => ({
    parameters: [
      { question: 'opioid-interval', parameter: 'short-acting.clear', value: 12, ...WHY },
    ],
    experiment: {
      ...{ id: 'wording', by: 'clinician', ...WHY },
      arms: changes.map((change, place) => ({ id: `arm-${String(place)}`, share: 1, ...change })),
    },
  });
  const wait = (value: number) => ({
    parameters: [{ question: 'opioid-interval', parameter: 'short-acting.clear', value }],
  });

  test('gives each arm a policy of its own, with its changes before those of the file', () => {
    const { experiment } = load(arms({}, wait(14)));
    const numbers = experiment?.arms.map(
      ({ policy }) =>
        numbersUnder(theKnowledge(), policy).get('opioid-interval')?.['short-acting.clear'],
    );
    expect(numbers).toEqual([12, 14]);
  });

  test('may do no more than a site', () => {
    const off = { modes: [{ rule: 'opioid-ongoing', mode: 'off' }] };
    expect(problemIn(arms({}, off))).toContain('Never List');
    expect(problemIn(arms({}, wait(22)))).toContain('cannot be 22');
    expect(problemIn(arms({}))).not.toBe('none');
    expect(problemIn(arms({ id: 'a' }, { id: 'a' }))).toContain('two arms "a"');
  });
});

test('a policy is known by all that it is made of', () => {
  const knowledge = theKnowledge();
  const policies = [
    loadSitePolicy({}, knowledge),
    loadSitePolicy({ timeZone: 'America/Chicago' }, knowledge),
    loadSitePolicy({}, knowledge, 'America/Chicago'),
  ];
  expect(new Set(policies.map(({ hash }) => hash)).size).toBe(3);
  expect(loadSitePolicy({}, knowledge).hash).toBe(policies[0]?.hash);
});
