import { describe, expect, test } from '@jest/globals';
import { finding, TODAY } from '../../../test/support/clinical-facts.js';
import { draft, evidence, order } from '../../../test/support/situation.js';
import type { Evidence } from '../evidence/evidence.js';
import type { Indicator } from '../rules/finding.js';
import type { RuleInput } from '../rules/rule.js';
import { dayPlus, onDay } from '../time/instant.js';
import type { ClearingFact, FactChoice } from './clearing-fact.js';
import { whatWouldClear } from './what-would-clear.js';
import type { Situation } from './with-fact.js';

/** A fact is known by its name; which of them are there stands in the situation. */
const fact = (name: string): ClearingFact => ({ kind: 'corrected-order', ref: name });
const DAY: ClearingFact = { kind: 'planned-day', at: onDay(dayPlus(TODAY, 7)) };
const nameOf = (one: ClearingFact): string => ('ref' in one ? one.ref : 'day');
const choice = (first: ClearingFact, ...stronger: ClearingFact[]): FactChoice => ({
  alternatives: [first, ...stronger],
});
const choices = (names: string): FactChoice[] => Array.from(names, (name) => choice(fact(name)));

type Has = (name: string) => boolean;
/** What one rule says while these facts are there. */
interface Says {
  readonly reads: string;
  readonly says: (has: Has) => Indicator | undefined;
}
const namesIn = ({ reasons }: RuleInput): readonly string[] => reasons;

function search(
  listed: readonly FactChoice[],
  rules: readonly Says[],
  {
    cannotBe = (): boolean => false,
    known = {},
    drafts = 1,
  }: {
    readonly cannotBe?: (has: Has, name: string) => boolean;
    readonly known?: Partial<Evidence>;
    readonly drafts?: number;
  } = {},
) {
  const situation = Array.from({ length: drafts }, (_, place) =>
    order(place === 0 ? evidence(known) : evidence(), { drafts: [draft(String(place))] }),
  );
  const withName = (before: Situation, one: ClearingFact): Situation | undefined => {
    const name = nameOf(one);
    if (before.some((input) => cannotBe((other) => namesIn(input).includes(other), name)))
      return undefined;
    const left =
      one.kind === 'withdrawn-draft' ? before.filter((input) => input.order.ref !== name) : before;
    return left.map((input) => ({ ...input, reasons: [...namesIn(input), name] as never }));
  };
  const has = (input: RuleInput) => (name: string) => namesIn(input).includes(name);
  const answer = whatWouldClear(listed, situation, withName, {
    judge: (input) =>
      rules.flatMap(({ says }, place) => {
        const indicator = says(has(input));
        return indicator === undefined ? [] : [finding({ question: String(place), indicator })];
      }),
    isAffected: (question, from, to) =>
      Array.from(rules[Number(question)]?.reads ?? '').some(
        (name) => has(from)(name) !== has(to)(name),
      ),
  });
  const sets = (found: typeof answer.critical) =>
    found.map(({ facts }) => facts.map(nameOf).join('+'));
  return {
    critical: sets(answer.critical),
    aboveInfo: sets(answer.aboveInfo),
    complete: answer.complete,
  };
}

const until = (
  reads: string,
  done: (has: Has) => boolean,
  indicator: Indicator = 'warning',
): Says => ({
  reads,
  says: (has) => (done(has) ? undefined : indicator),
});

describe('the smallest sets that leave nothing above info', () => {
  test.each<[string, string, readonly Says[], readonly string[]]>([
    ['either of two facts', 'abc', [until('ab', (has) => has('a') || has('b'))], ['a', 'b']],
    [
      'two facts for two findings',
      'abc',
      [until('a', (has) => has('a')), until('b', (has) => has('b'))],
      ['a+b'],
    ],
    [
      'one fact that does what two others do',
      'abc',
      [until('abc', (has) => has('c') || (has('a') && has('b')))],
      ['c', 'a+b'],
    ],
    [
      'three facts at most',
      'abcd',
      [until('abc', (has) => has('a') && has('b') && has('c'))],
      ['a+b+c'],
    ],
    [
      'never four',
      'abcd',
      [until('abcd', (has) => has('a') && has('b') && has('c') && has('d'))],
      [],
    ],
    [
      'information may stay',
      'ab',
      [until('a', (has) => has('a')), { reads: 'b', says: () => 'info' }],
      ['a'],
    ],
    [
      'a finding that one fact makes and another ends',
      'ab',
      [until('a', (has) => has('a')), until('ab', (has) => !has('a') || has('b'))],
      ['a+b'],
    ],
    ['none, where nothing helps', 'ab', [until('', () => false)], []],
  ])('%s', (_, names, rules, aboveInfo) => {
    expect(search(choices(names), rules)).toEqual({ critical: [], aboveInfo, complete: true });
  });
});

test('what ends the critical findings is found apart', () => {
  const says = (has: Has) =>
    has('b') ? undefined : has('a') ? ('warning' as const) : ('critical' as const);
  expect(search(choices('ab'), [{ reads: 'ab', says }])).toEqual({
    critical: ['a', 'b'],
    aboveInfo: ['b'],
    complete: true,
  });
});

describe('of the facts of one kind', () => {
  const listed = [choice(fact('x'), fact('y'), fact('z')), choice(fact('a'))];
  test('the weakest that is enough', () => {
    expect(search(listed, [until('yz', (has) => has('y') || has('z'))]).aboveInfo).toEqual([]);
    expect(search(listed, [until('xyz', (has) => has('y') || has('z'))]).aboveInfo).toEqual(['y']);
  });
  test('a stronger one beside a weaker one with another fact', () => {
    expect(
      search(listed, [until('xya', (has) => has('y') || (has('x') && has('a')))]).aboveInfo,
    ).toEqual(['y', 'x+a']);
  });
  test('a full set can still be strengthened', () => {
    const all = (has: Has) => has('z') && has('a') && has('b');
    expect(search([...listed, ...choices('b')], [until('xyzab', all)]).aboveInfo).toEqual([
      'z+a+b',
    ]);
  });
});

describe('facts that cannot be together', () => {
  const tooSoon = (has: Has, name: string): boolean => name === 'test' && !has('day');
  test('a test that can only be had later needs a later day', () => {
    const rules = [until('test', (has) => has('test'))];
    const listed = [choice(DAY), choice(fact('test'))];
    expect(search(listed, rules, { cannotBe: tooSoon }).aboveInfo).toEqual(['day+test']);
    expect(search(listed.slice(1), rules, { cannotBe: tooSoon }).aboveInfo).toEqual([]);
  });
});

describe('several orders', () => {
  const second = draft('1').ref;
  const withdrawn: ClearingFact = { kind: 'withdrawn-draft', ref: second, name: undefined };
  test('all must be clear', () => {
    expect(
      search(choices('ab'), [until('ab', (has) => has('a') && has('b'))], { drafts: 2 }).aboveInfo,
    ).toEqual(['a+b']);
  });
  test('one of them may be left out, though no rule reads of it', () => {
    const rules = [until('a', (has) => has('a'), 'critical')];
    const { aboveInfo } = search([choice(withdrawn), ...choices('a')], rules, { drafts: 2 });
    expect(aboveInfo).toEqual(['a']);
    const both = [until('a', (has) => has('a') && has(second), 'critical')];
    expect(search([choice(withdrawn), ...choices('a')], both, { drafts: 2 }).aboveInfo).toEqual([
      `${second}+a`,
    ]);
  });
});

describe('a search that is cut short says so', () => {
  const never = (names: string) => [until(names, () => false)];
  test('after 120 situations', () => {
    expect(search(choices('abcdefgh'), never('abcdefgh')).complete).toBe(true);
    expect(search(choices('abcdefghi'), never('abcdefghi')).complete).toBe(false);
  });
  test('when more than 24 facts are listed: the rest is not tried', () => {
    const names = 'abcdefghijklmnopqrstuvwx';
    const last = [until('xy', (has) => has('x') || has('y'))];
    expect(search(choices(names), last)).toMatchObject({ aboveInfo: ['x'], complete: true });
    expect(search(choices(`${names}y`), last)).toMatchObject({ aboveInfo: ['x'], complete: false });
  });

  /** Eight facts that do not help make 93 sets of three at most. */
  const withFacts = (known: Partial<Evidence>) =>
    search(choices('abcdefgh'), never('abcdefgh'), { known }).complete;
  const { toxicology, liver } = evidence();
  const many = (count: number) => Array.from({ length: count }, () => ({})) as never;
  test.each<[string, (facts: never) => Partial<Evidence>]>([
    ['exposures', (exposures) => ({ exposures })],
    ['depots', (buprenorphineDepots) => ({ buprenorphineDepots })],
    ['doses of naltrexone', (naltrexoneDoses) => ({ naltrexoneDoses })],
    ['listings of naltrexone', (naltrexoneListings) => ({ naltrexoneListings })],
    ['naltrexone on board', (activeNaltrexone) => ({ activeNaltrexone })],
    ['other medications', (otherMedications) => ({ otherMedications })],
    ['context medications', (contextMedications) => ({ contextMedications })],
    ['rescue supplies', (rescueSupplies) => ({ rescueSupplies })],
    ['positives', (raised) => ({ toxicology: { ...toxicology, raised } })],
    ['negatives', (clearing) => ({ toxicology: { ...toxicology, clearing } })],
    ['scores', (withdrawalScores) => ({ withdrawalScores })],
    ['challenges', (naloxoneChallenges) => ({ naloxoneChallenges })],
    ['diagnoses', (diagnoses) => ({ diagnoses })],
    ['allergies', (allergies) => ({ allergies })],
    ['results', (results) => ({ liver: { ...liver, results } })],
    ['signs', (signs) => ({ liver: { ...liver, signs } })],
    ['diagnoses of the liver', (conditions) => ({ liver: { ...liver, conditions } })],
  ])('sooner in a chart with many %s: 30,000 facts are judged', (_, of) => {
    expect(withFacts(of(many(322)))).toBe(true);
    expect(withFacts(of(many(323)))).toBe(false);
  });
  test('facts of all kinds and orders count together', () => {
    expect(withFacts({ exposures: many(300), diagnoses: many(22) })).toBe(true);
    expect(withFacts({ exposures: many(300), diagnoses: many(23) })).toBe(false);
  });
  test('never before one situation is tried', () => {
    const nothing = [until('', () => true)];
    expect(search(choices('a'), nothing, { known: { exposures: many(40_000) } })).toEqual({
      critical: [],
      aboveInfo: [''],
      complete: true,
    });
  });
});
