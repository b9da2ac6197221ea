import type { Finding } from '../rules/finding.js';
import type { AnyRule, RuleInput } from '../rules/rule.js';
import { type Notes, observe } from './observe.js';

/** The rules as a search asks them: the same question about the same facts is answered once. */
export interface RememberedVerdicts {
  readonly judge: (input: RuleInput) => readonly Finding[];
  /** Did the rule of this question look at anything that differs between the two? */
  readonly isAffected: (question: string, from: RuleInput, to: RuleInput) => boolean;
}

/** What a rule said, and all that it looked at to say it. */
interface Verdict {
  readonly input: RuleInput;
  readonly reads: Reads;
  readonly findings: readonly Finding[];
}

interface Reads {
  readonly input: readonly string[];
  readonly clock: readonly string[];
  readonly evidence: readonly string[];
}

/**
 * Rules are pure: one that looked at nothing that has changed says the same again. What a rule looks at is noted while it runs,
 * so nothing has to be declared, and nothing can be declared wrongly.
 * @param judgeRule as in the answer itself
 */
export function rememberVerdicts(
  rules: readonly AnyRule[],
  judgeRule: (rule: AnyRule, input: RuleInput) => readonly Finding[],
): RememberedVerdicts {
  const known = new Map<string, Verdict[]>(rules.map(({ question }) => [question, []]));
  const observers = new WeakMap<RuleInput, Observer>();
  const verdictOf = (rule: AnyRule, input: RuleInput): Verdict => {
    const verdicts = known.get(rule.question) ?? [];
    const same = verdicts.find((one) => isUnchanged(one, input));
    if (same !== undefined) return same;
    const observer = observers.get(input) ?? observerOf(input);
    observers.set(input, observer);
    const findings = judgeRule(rule, observer.input);
    const verdict = { input, findings, reads: observer.takeReads() };
    verdicts.push(verdict);
    return verdict;
  };
  const byQuestion = new Map(rules.map((rule) => [rule.question, rule]));
  return {
    judge: (input) => rules.flatMap((rule) => verdictOf(rule, input).findings),
    isAffected: (question, from, to) => {
      const rule = byQuestion.get(question);
      return rule === undefined || !isUnchanged(verdictOf(rule, from), to);
    },
  };
}

interface Observer {
  readonly input: RuleInput;
  readonly takeReads: () => Reads;
}

function observerOf(input: RuleInput): Observer {
  const notes = { input: emptyNotes(), clock: emptyNotes(), evidence: emptyNotes() };
  return {
    input: observe(
      {
        ...input,
        clock: observe(input.clock, notes.clock),
        evidence: observe(input.evidence, notes.evidence),
      },
      notes.input,
    ),
    takeReads: () => ({
      input: take(notes.input),
      clock: take(notes.clock),
      evidence: take(notes.evidence),
    }),
  };
}

const emptyNotes = (): Notes => ({ names: [] });

function take(notes: Notes): readonly string[] {
  const { names } = notes;
  notes.names = [];
  return names.length < 2 ? names : [...new Set(names)];
}

/** Clock and evidence are compared by what was read of them. */
function isUnchanged({ input, reads }: Verdict, other: RuleInput): boolean {
  if (input === other) return true;
  return (
    reads.clock.every((name) => isSame(input.clock, other.clock, name)) &&
    reads.evidence.every((name) => isSame(input.evidence, other.evidence, name)) &&
    reads.input.every(
      (name) => name === 'clock' || name === 'evidence' || isSame(input, other, name),
    )
  );
}

const isSame = (one: object, other: object, name: string): boolean =>
  (one as Readonly<Record<string, unknown>>)[name] ===
  (other as Readonly<Record<string, unknown>>)[name];
