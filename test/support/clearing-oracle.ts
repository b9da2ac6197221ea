import type { ClearingFact, FactChoice } from '../../src/core/plan/clearing-fact.js';
import type { Decision } from '../../src/core/decision.js';
import { listFacts } from '../../src/core/plan/list-facts.js';
import { makePlan } from '../../src/core/plan/make-plan.js';
import { type Situation, withFact } from '../../src/core/plan/with-fact.js';
import { numbersUnder } from '../../src/core/pack/policy.js';
import { protocolOf } from '../../src/core/pack/protocol-of.js';
import { type Finding, type Indicator, isAtLeast } from '../../src/core/rules/finding.js';
import { judgeOrder } from '../../src/core/rules/judge-order.js';
import { rulesUnder } from '../../src/core/rules/site-rules.js';
import { situationOf } from '../../src/core/situation-of.js';
import type { PreparedCase } from './decide-case.js';
import { theKnowledge } from './hook-parts.js';

const MOST_FACTS = 3;

/** Which alternative of each choice a set holds, from 1; 0 = none. */
type Picks = readonly number[];

/** The smallest clearing sets of a case, found by trying every set of the stated list with all rules. */
export interface Oracle {
  readonly critical: readonly string[];
  readonly aboveInfo: readonly string[];
}

export function clearingOracle({ call, chart, site, now }: PreparedCase): Oracle {
  const knowledge = theKnowledge();
  if (call === undefined) throw new Error('a case without an order of ours');
  const numbers = numbersUnder(knowledge, site);
  const rules = rulesUnder(knowledge, site).naltrexone;
  const situation = situationOf(call, chart, knowledge, site, now);
  const [first] = situation;
  if (first === undefined) throw new Error('a call without an order');
  const judge = (facts: readonly ClearingFact[]): readonly Finding[] | undefined =>
    facts
      .reduce<Situation | undefined>(
        (before, fact) => before && withFact(before, fact, numbers),
        situation,
      )
      ?.flatMap((input) => judgeOrder(rules, input, site.file).findings)
      .filter(({ shadow }) => !shadow);
  const findings = judge([]) ?? [];
  const open = findings.filter(({ indicator }) => isAtLeast(indicator, 'warning'));
  const plan = makePlan(first, protocolOf(knowledge, site), numbers);
  const choices = listFacts(situation, open, plan, numbers);
  const tried = allSets(choices).map((picks) => ({
    picks,
    facts: factsOf(picks, choices),
    left: judge(factsOf(picks, choices)),
  }));
  const smallest = (level: Indicator): readonly string[] => {
    if (!findings.some(({ indicator }) => isAtLeast(indicator, level))) return [];
    const working = tried.filter(
      ({ left }) => left?.every(({ indicator }) => !isAtLeast(indicator, level)) === true,
    );
    return working
      .filter((set) => !working.some((other) => other !== set && isWithin(other.picks, set.picks)))
      .map(({ facts }) => nameOf(facts))
      .sort();
  };
  return { critical: smallest('critical'), aboveInfo: smallest('warning') };
}

/** What the search itself found, in the same notation. */
export const reported = ({ wouldClear }: Decision): Oracle => ({
  critical: (wouldClear?.critical ?? []).map(({ facts }) => nameOf(facts)).sort(),
  aboveInfo: (wouldClear?.aboveInfo ?? []).map(({ facts }) => nameOf(facts)).sort(),
});

function allSets(choices: readonly FactChoice[]): readonly Picks[] {
  return choices.reduce<readonly Picks[]>(
    (sets, { alternatives }) =>
      sets.flatMap((picks) => {
        const isFull = picks.filter((pick) => pick > 0).length === MOST_FACTS;
        const further = isFull ? [] : alternatives.map((_, place) => [...picks, place + 1]);
        return [[...picks, 0], ...further];
      }),
    [[]],
  );
}

const factsOf = (picks: Picks, choices: readonly FactChoice[]): readonly ClearingFact[] =>
  picks.flatMap((pick, place) => choices[place]?.alternatives[pick - 1] ?? []);

const isWithin = (smaller: Picks, picks: Picks): boolean =>
  smaller.every((pick, place) => pick <= (picks[place] ?? 0));

const nameOf = (facts: readonly ClearingFact[]): string =>
  facts
    .map((fact) => JSON.stringify(fact))
    .sort()
    .join(' + ');
