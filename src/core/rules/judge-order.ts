import { acknowledge } from '../acknowledge/acknowledge.js';
import type { DraftOrder } from '../call.js';
import type { Provenance } from '../evidence/provenance.js';
import type { Knowledge, SitePolicy } from '../pack/knowledge.js';
import { type Numbers, numbersOf } from '../pack/policy.js';
import { protocolOf } from '../pack/protocol-of.js';
import type { Outcome, Question } from '../pack/question.js';
import type { Finding, Indicator } from './finding.js';
import type { AnyRule, AnyVerdict, RuleInput } from './rule.js';

/** One order with everything that the rules said about it. */
export interface JudgedOrder extends Pick<
  RuleInput,
  'call' | 'order' | 'evidence' | 'clock' | 'lane' | 'indication'
> {
  readonly findings: readonly Finding[];
  /** Facts that were left out because they lie in the future (`clinical-liver-other` 0.4). */
  readonly futureDated: readonly Provenance[];
}

/** Runs the rules over one order: verdicts with their rule id, version and severity under the site's policy. */
export function judgeOrder(
  rules: readonly AnyRule[],
  input: RuleInput,
  knowledge: Knowledge,
  site: SitePolicy,
  numbers: Numbers,
): JudgedOrder {
  const { call, order, evidence, clock, lane, indication } = input;
  const findings = rules
    .filter(({ asks }) => asks === call.question)
    .flatMap((rule) => judgeRule(rule, input, knowledge, site, numbers));
  const { futureDated } = evidence.liver;
  return { call, order, evidence, clock, lane, indication, findings, futureDated };
}

/** What one rule says about one order. */
export function judgeRule(
  rule: AnyRule,
  input: RuleInput,
  knowledge: Knowledge,
  site: SitePolicy,
  numbers: Numbers,
): readonly Finding[] {
  const { call, order, evidence, clock } = input;
  const answers = [...(call.acknowledged ?? []), ...evidence.recordedAnswers];
  const question = questionOf(knowledge, rule.question);
  return rule
    .judge(input, numbersFor(rule, numbers))
    .flatMap((verdict) => findingOf(question, verdict, order, knowledge, site) ?? [])
    .map((finding) => acknowledge(finding, answers, site.file, clock.now.day));
}

function questionOf(knowledge: Knowledge, id: string): Question {
  const question = knowledge.questions.get(id);
  if (question === undefined) throw new Error(`no question ${id} in the knowledge`);
  return question;
}

const made = new WeakMap<Numbers, Map<AnyRule, Readonly<Record<string, number>>>>();

/** The rule's own numbers with those that it borrows, put together once for each site. */
function numbersFor(rule: AnyRule, numbers: Numbers): Readonly<Record<string, number>> {
  if (rule.borrows === undefined) return numbersOf(numbers, rule.question);
  const ofSite = made.get(numbers) ?? new Map<AnyRule, Readonly<Record<string, number>>>();
  made.set(numbers, ofSite);
  const known = ofSite.get(rule) ?? withBorrowed(rule, numbers);
  ofSite.set(rule, known);
  return known;
}

const withBorrowed = (rule: AnyRule, numbers: Numbers): Readonly<Record<string, number>> =>
  Object.assign(
    {},
    ...[...Object.keys(rule.borrows ?? {}), rule.question].map((question) =>
      numbersOf(numbers, question),
    ),
  ) as Readonly<Record<string, number>>;

function findingOf(
  question: Question,
  verdict: AnyVerdict,
  order: DraftOrder,
  knowledge: Knowledge,
  site: SitePolicy,
): Finding | undefined {
  const outcome = question.outcomes[verdict.outcome];
  if (outcome === undefined) throw new Error(`${question.id} has no outcome ${verdict.outcome}`);
  const mode = site.file.modes?.find(({ rule }) => rule === outcome.rule)?.mode ?? 'on';
  if (mode === 'off') return undefined;
  const lowered = protocolOf(knowledge, site).lowered.find(
    (one) => one.question === question.id && one.outcome === verdict.outcome,
  );
  return {
    rule: outcome.rule,
    version: question.version,
    question: question.id,
    outcome: verdict.outcome,
    state: verdict.state ?? outcome.state ?? 'met',
    indicator: mode === 'info' ? 'info' : indicatorUnder(outcome, site, lowered?.indicator),
    card: outcome.card,
    shadow: mode === 'shadow',
    orders: [order.ref],
    subject: verdict.subject,
    values: verdict.values,
    evidence: verdict.evidence,
    dates: lowered === undefined ? verdict.dates : withoutCriticalDays(verdict.dates),
  };
}

const indicatorUnder = (
  outcome: Outcome,
  site: SitePolicy,
  lowered: Indicator | undefined,
): Indicator =>
  site.file.indicators?.find(({ rule }) => rule === outcome.rule)?.indicator ??
  lowered ??
  outcome.indicator;

/** Under the site's induction protocol no day of this finding is critical. */
const withoutCriticalDays = (dates: AnyVerdict['dates']): AnyVerdict['dates'] =>
  dates === undefined || dates === 'never' ? dates : { ...dates, notBefore: undefined };
