import type { DraftOrder } from '../call.js';
import type { Knowledge, SitePolicy } from '../pack/knowledge.js';
import { type Numbers, numbersOf } from '../pack/policy.js';
import type { Outcome, Question } from '../pack/question.js';
import type { Finding, Indicator } from './finding.js';
import type { AnyRule, AnyVerdict, RuleInput } from './rule.js';

/** One order with everything that the rules said about it. */
export interface JudgedOrder extends Pick<RuleInput, 'order' | 'clock' | 'lane' | 'indication'> {
  readonly findings: readonly Finding[];
}

/** Runs the rules over one order: verdicts with their rule id, version and severity under the site's policy. */
export function judgeOrder(
  rules: readonly AnyRule[],
  input: RuleInput,
  knowledge: Knowledge,
  site: SitePolicy,
  numbers: Numbers,
): JudgedOrder {
  const { order, clock, lane, indication } = input;
  const findings = rules
    .filter(({ asks }) => asks === input.call.question)
    .flatMap((rule) => {
      const question = questionOf(knowledge, rule.question);
      return rule
        .judge(input, numbersFor(rule, numbers))
        .flatMap((verdict) => findingOf(question, verdict, order, site) ?? []);
    });
  return { order, clock, lane, indication, findings };
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
  site: SitePolicy,
): Finding | undefined {
  const outcome = question.outcomes[verdict.outcome];
  if (outcome === undefined) throw new Error(`${question.id} has no outcome ${verdict.outcome}`);
  const mode = site.file.modes?.find(({ rule }) => rule === outcome.rule)?.mode ?? 'on';
  if (mode === 'off') return undefined;
  return {
    rule: outcome.rule,
    version: question.version,
    question: question.id,
    outcome: verdict.outcome,
    state: verdict.state ?? outcome.state ?? 'met',
    indicator: mode === 'info' ? 'info' : indicatorUnder(outcome, site),
    card: outcome.card,
    shadow: mode === 'shadow',
    orders: [order.ref],
    subject: verdict.subject,
    values: verdict.values,
    evidence: verdict.evidence,
    dates: verdict.dates,
  };
}

const indicatorUnder = (outcome: Outcome, site: SitePolicy): Indicator =>
  site.file.indicators?.find(({ rule }) => rule === outcome.rule)?.indicator ?? outcome.indicator;
