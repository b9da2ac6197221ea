import type { Call } from '../call.js';
import type { Knowledge, SitePolicy } from '../pack/knowledge.js';
import { type Numbers, numbersOf, numbersUnder } from '../pack/policy.js';
import { protocolOf } from '../pack/protocol-of.js';
import type { Outcome, Question } from '../pack/question.js';
import type { Finding, Indicator } from './finding.js';
import { rulesAskedAt } from './needed-slices.js';
import type { AnyRule } from './rule.js';

/** A rule with the numbers by which it judges and the knowledge about its outcomes, both under one site's policy. */
export interface SiteRule {
  readonly id: string;
  readonly version: string;
  readonly judge: AnyRule['judge'];
  readonly numbers: Readonly<Record<string, number>>;
  /** Undefined = the site does not want to hear of it. */
  readonly outcomes: ReadonlyMap<string, SiteOutcome | undefined>;
}

export interface SiteOutcome extends Pick<Finding, 'rule' | 'indicator' | 'card' | 'shadow'> {
  readonly state: Finding['state'];
  /** Under the site's induction protocol no day of this outcome is critical. */
  readonly lowered: boolean;
}

/** Every rule under a site's policy, by what it asks. */
export type SiteRules = Readonly<Record<Call['question'], readonly SiteRule[]>>;

const made = new WeakMap<SitePolicy, WeakMap<Knowledge, SiteRules>>();

/** Made once for each pair of knowledge and site, as nothing in either ever changes. */
export function rulesUnder(knowledge: Knowledge, site: SitePolicy): SiteRules {
  const ofSite = made.get(site) ?? new WeakMap<Knowledge, SiteRules>();
  made.set(site, ofSite);
  const rules = ofSite.get(knowledge) ?? collectRules(knowledge, site);
  ofSite.set(knowledge, rules);
  return rules;
}

function collectRules(knowledge: Knowledge, site: SitePolicy): SiteRules {
  const numbers = numbersUnder(knowledge, site);
  const asking = (asks: Call['question']): readonly SiteRule[] =>
    rulesAskedAt(site.file)
      .filter((rule) => rule.asks === asks)
      .map((rule) => {
        const question = questionOf(knowledge, rule.question);
        return {
          id: question.id,
          version: question.version,
          judge: rule.judge,
          numbers: numbersFor(rule, numbers),
          outcomes: new Map(
            Object.entries(question.outcomes).map(([name, outcome]) => [
              name,
              outcomeUnder(question, name, outcome, knowledge, site),
            ]),
          ),
        };
      });
  return {
    naltrexone: asking('naltrexone'),
    mirror: asking('mirror'),
    readiness: asking('readiness'),
  };
}

function questionOf(knowledge: Knowledge, id: string): Question {
  const question = knowledge.questions.get(id);
  if (question === undefined) throw new Error(`no question ${id} in the knowledge`);
  return question;
}

/** The rule's own numbers with those that it borrows. */
export const numbersFor = (rule: AnyRule, numbers: Numbers): Readonly<Record<string, number>> =>
  rule.borrows === undefined
    ? numbersOf(numbers, rule.question)
    : (Object.assign(
        {},
        ...[...Object.keys(rule.borrows), rule.question].map((question) =>
          numbersOf(numbers, question),
        ),
      ) as Readonly<Record<string, number>>);

function outcomeUnder(
  question: Question,
  name: string,
  outcome: Outcome,
  knowledge: Knowledge,
  { file }: SitePolicy,
): SiteOutcome | undefined {
  const mode = file.modes?.find(({ rule }) => rule === outcome.rule)?.mode ?? 'on';
  if (mode === 'off') return undefined;
  const lowered = protocolOf(knowledge, { file }).lowered.find(
    (one) => one.question === question.id && one.outcome === name,
  );
  const indicator: Indicator =
    file.indicators?.find(({ rule }) => rule === outcome.rule)?.indicator ??
    lowered?.indicator ??
    outcome.indicator;
  return {
    rule: outcome.rule,
    state: outcome.state ?? 'met',
    // Whether it is paid for never speaks louder than info, whatever a site says (`clinical-liver-other` E2).
    indicator: mode === 'info' || outcome.card === 'readiness' ? 'info' : indicator,
    card: outcome.card,
    shadow: mode === 'shadow',
    lowered: lowered !== undefined,
  };
}
