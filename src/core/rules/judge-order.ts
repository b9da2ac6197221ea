import { acknowledge, type RepeatPolicy } from '../acknowledge/acknowledge.js';
import type { DraftOrder } from '../call.js';
import type { Provenance } from '../evidence/provenance.js';
import type { Finding } from './finding.js';
import { type ObservedInput, observeInput, type Reads } from './observe-input.js';
import type { AnyVerdict, RuleInput } from './rule.js';
import type { SiteRule } from './site-rules.js';

/** One order with everything that the rules said about it. */
export interface JudgedOrder extends Pick<
  RuleInput,
  'call' | 'order' | 'evidence' | 'clock' | 'lane' | 'indication'
> {
  readonly findings: readonly Finding[];
  /** The same, rule by rule. */
  readonly judgements: readonly Judgement[];
  /** Facts that were left out because they lie in the future (`clinical-liver-other` 0.4). */
  readonly futureDated: readonly Provenance[];
}

/** What one rule said about one order, and all that it looked at to say it. */
export interface Judgement {
  readonly rule: SiteRule;
  readonly input: RuleInput;
  readonly reads: Reads;
  readonly findings: readonly Finding[];
}

/** Runs the rules over one order: verdicts with their rule id, version and severity under the site's policy. */
export function judgeOrder(
  rules: readonly SiteRule[],
  input: RuleInput,
  policy: RepeatPolicy,
): JudgedOrder {
  const { call, order, evidence, clock, lane, indication } = input;
  const observed = observeInput(input);
  const judgements = rules.map((rule) => judgeRule(rule, observed, policy));
  const findings = judgements.flatMap((one) => one.findings);
  const { futureDated } = evidence.liver;
  return { call, order, evidence, clock, lane, indication, findings, judgements, futureDated };
}

const NOTHING: readonly Finding[] = [];

export function judgeRule(
  rule: SiteRule,
  observed: ObservedInput,
  policy: RepeatPolicy,
): Judgement {
  const { input } = observed;
  const verdicts = rule.judge(input, rule.numbers);
  const findings = verdicts.length === 0 ? NOTHING : findingsOf(rule, verdicts, input, policy);
  return { rule, input: observed.of, reads: observed.takeReads(), findings };
}

function findingsOf(
  rule: SiteRule,
  verdicts: readonly AnyVerdict[],
  { call, order, evidence, clock }: RuleInput,
  policy: RepeatPolicy,
): readonly Finding[] {
  const answers = [...(call.acknowledged ?? []), ...evidence.recordedAnswers];
  return verdicts
    .flatMap((verdict) => findingOf(rule, verdict, order) ?? [])
    .map((finding) => acknowledge(finding, answers, policy, clock.now.day));
}

function findingOf(
  { id, version, outcomes }: SiteRule,
  verdict: AnyVerdict,
  order: DraftOrder,
): Finding | undefined {
  if (!outcomes.has(verdict.outcome)) throw new Error(`${id} has no outcome ${verdict.outcome}`);
  const outcome = outcomes.get(verdict.outcome);
  return (
    outcome && {
      rule: outcome.rule,
      version,
      question: id,
      outcome: verdict.outcome,
      state: verdict.state ?? outcome.state,
      indicator: outcome.indicator,
      card: outcome.card,
      shadow: outcome.shadow,
      orders: [order.ref],
      subject: verdict.subject,
      values: verdict.values,
      evidence: verdict.evidence,
      dates: outcome.lowered ? withoutCriticalDays(verdict.dates) : verdict.dates,
    }
  );
}

const withoutCriticalDays = (dates: AnyVerdict['dates']): AnyVerdict['dates'] =>
  dates === undefined || dates === 'never' ? dates : { ...dates, notBefore: undefined };
