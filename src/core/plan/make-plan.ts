import type { InductionProtocol } from '../pack/induction-protocols.js';
import type { Numbers } from '../pack/policy.js';
import type { RuleInput } from '../rules/rule.js';
import type { InductionPlan } from './induction-plan.js';
import { washouts } from './washouts.js';

/** The waiting times of an order, and the day from which they allow it when that lies before the planned day. */
export function makePlan(
  input: RuleInput,
  protocol: InductionProtocol,
  numbers: Numbers,
): InductionPlan {
  const { now, planned } = input.clock;
  const all = washouts(input, numbers);
  const ahead = all.flatMap(({ earliest }) => earliest ?? []).filter((day) => day > now.day);
  const [last] = ahead.sort((a, b) => b - a);
  return {
    protocol,
    washouts: all,
    safeFrom:
      all.some(({ open }) => open) || last === undefined || last > planned.day ? undefined : last,
  };
}
