import { describe, expect, test } from '@jest/globals';
import { seen } from '../../../test/support/clinical-facts.js';
import { evidence, NUMBERS, order } from '../../../test/support/situation.js';
import type { Finding, Indicator } from '../rules/finding.js';
import { judgeOrder, judgeRule } from '../rules/judge-order.js';
import type { AnyVerdict, RuleInput } from '../rules/rule.js';
import type { SiteRule } from '../rules/site-rules.js';
import { clearAnswer } from './clear-answer.js';
import type { InductionPlan } from './induction-plan.js';
import { rememberVerdicts } from './remember-verdicts.js';

const failed = [
  { outcome: 'failed', at: undefined, dating: 'undated', provenance: seen() } as const,
];
const challenged = order(evidence({ naloxoneChallenges: failed }));
const plan = { washouts: [] } as unknown as InductionPlan;

/** A rule that speaks while the newest challenge is not passed. */
const rule = (
  indicator: Indicator,
  more: { shadow?: boolean; asked?: RuleInput[] } = {},
): SiteRule => ({
  id: 'naloxone-challenge',
  version: '1.0.0',
  numbers: {},
  outcomes: new Map([
    [
      'failed',
      {
        rule: 'challenge-failed',
        indicator,
        card: 'safety',
        shadow: more.shadow ?? false,
        state: 'met',
        lowered: false,
      },
    ],
  ]),
  judge: ({ evidence: { naloxoneChallenges } }: RuleInput): readonly AnyVerdict[] => {
    more.asked?.push(challenged);
    return naloxoneChallenges.at(-1)?.outcome === 'passed'
      ? []
      : [
          {
            outcome: 'failed',
            values: {},
            evidence: naloxoneChallenges.map((one) => one.provenance),
          },
        ];
  },
});
const clearedUnder = (...rules: SiteRule[]) =>
  clearAnswer(
    [challenged],
    [judgeOrder(rules, challenged, {})],
    plan,
    { rules, policy: {} },
    NUMBERS,
  );
const PASSED = [{ facts: [{ kind: 'passed-challenge' }] }];

describe('what would clear is looked for', () => {
  test.each<[string, readonly SiteRule[], object | undefined]>([
    [
      'for a critical finding',
      [rule('critical')],
      { critical: PASSED, aboveInfo: PASSED, complete: true },
    ],
    ['for a warning', [rule('warning')], { critical: [], aboveInfo: PASSED, complete: true }],
    ['not for information', [rule('info')], undefined],
    ['not for what is only recorded', [rule('critical', { shadow: true })], undefined],
    ['not where nothing was found', [], undefined],
  ])('%s', (_, rules, expected) => {
    expect(clearedUnder(...rules)).toEqual(expected);
  });
  test('what is only recorded stands in no way', () => {
    const stays: SiteRule = {
      ...rule('critical', { shadow: true }),
      id: 'recorded',
      judge: () => [{ outcome: 'failed', values: {}, evidence: [] }],
    };
    expect(clearedUnder(rule('critical'), stays)).toMatchObject({ aboveInfo: PASSED });
  });
});

describe('a rule is asked once about the same facts', () => {
  const passed = order(
    evidence({ naloxoneChallenges: [{ ...failed[0], outcome: 'passed' } as never] }),
  );
  const later: RuleInput = { ...challenged, clock: { ...challenged.clock } };
  const remembering = () => {
    const asked: RuleInput[] = [];
    const one = rule('critical', { asked });
    const answer = judgeOrder([one], challenged, {}).judgements;
    const verdicts = rememberVerdicts([one], answer, (of, observed) => judgeRule(of, observed, {}));
    const times = () => asked.length;
    return { ...verdicts, times };
  };
  const rules = (findings: readonly Finding[]) => findings.map((one) => one.rule);

  test('not again about the answer itself, nor where only what it does not read has changed', () => {
    const { judge, times } = remembering();
    expect(rules(judge(challenged))).toEqual(['challenge-failed']);
    expect(rules(judge(later))).toEqual(['challenge-failed']);
    expect(times()).toBe(1);
  });
  test('again where what it reads has changed, and then no more', () => {
    const { judge, times } = remembering();
    expect(judge(passed)).toEqual([]);
    expect(judge({ ...passed, clock: { ...passed.clock } })).toEqual([]);
    expect(rules(judge(challenged))).toEqual(['challenge-failed']);
    expect(times()).toBe(2);
  });
  test('a change affects a question whose rule read it, and one of an unknown rule always', () => {
    const { isAffected } = remembering();
    expect(isAffected('naloxone-challenge', challenged, passed)).toBe(true);
    expect(isAffected('naloxone-challenge', challenged, later)).toBe(false);
    expect(isAffected('naloxone-challenge', challenged, { ...challenged, lane: 'depot' })).toBe(
      false,
    );
    expect(isAffected('another', challenged, challenged)).toBe(true);
  });
});
