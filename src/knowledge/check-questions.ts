import { namesIn } from '../core/compose/fill-words.js';
import type { DrugFile } from '../core/pack/drug.js';
import type { Outcome, Question } from '../core/pack/question.js';
import type { AnyRule } from '../core/rules/rule.js';
import { KnowledgeError } from './knowledge-error.js';

/**
 * Holds the question files against the rules: every rule has its file and every file its rule, the same parameters and outcomes
 * on both sides, and words that name only values which the rule gives.
 * @throws KnowledgeError for the first difference
 */
export function checkQuestions(
  questions: ReadonlyMap<string, Question>,
  drug: DrugFile,
  rules: readonly AnyRule[],
): void {
  for (const rule of rules) {
    const question = questions.get(rule.question);
    if (question === undefined) {
      throw new KnowledgeError(
        fileOf(rule.question),
        'is missing',
        'Add the file of this question',
      );
    }
    checkNames(question.id, 'parameter', Object.keys(question.parameters), rule.parameters);
    checkNames(question.id, 'outcome', Object.keys(question.outcomes), Object.keys(rule.outcomes));
    for (const [name, outcome] of Object.entries(question.outcomes)) {
      checkWords(question.id, name, outcome, rule.outcomes[name] ?? []);
    }
    checkBorrowed(rule, questions, drug);
  }
  const asked = new Set(rules.map(({ question }) => question));
  for (const id of questions.keys()) {
    if (!asked.has(id))
      throw new KnowledgeError(fileOf(id), 'has no rule', 'Remove the file, or add its rule');
  }
  checkRuleIds(questions, drug);
}

const fileOf = (question: string): string => `cards/naltrexone/${question}.json`;

function checkNames(
  question: string,
  kind: string,
  inFile: readonly string[],
  inRule: readonly string[],
): void {
  const unknown = inFile.find((name) => !inRule.includes(name));
  const missing = inRule.find((name) => !inFile.includes(name));
  if (unknown !== undefined) {
    throw new KnowledgeError(
      fileOf(question),
      `the ${kind} "${unknown}" is none of the rule's`,
      `Use one of: ${inRule.join(', ')}`,
    );
  }
  if (missing !== undefined) {
    throw new KnowledgeError(fileOf(question), `the ${kind} "${missing}" is missing`, 'Add it');
  }
}

function checkWords(
  question: string,
  name: string,
  outcome: Outcome,
  values: readonly string[],
): void {
  for (const words of [outcome.summary, outcome.bullet, outcome.next ?? '']) {
    const unknown = namesIn(words).find((asked) => !values.includes(asked));
    if (unknown !== undefined) {
      throw new KnowledgeError(
        fileOf(question),
        `outcome "${name}" asks for {{${unknown}}}`,
        `Its words may use: ${values.join(', ')}`,
      );
    }
  }
}

function checkBorrowed(
  rule: AnyRule,
  questions: ReadonlyMap<string, Question>,
  drug: DrugFile,
): void {
  for (const [owner, names] of Object.entries(rule.borrows ?? {})) {
    const parameters = owner === 'drug' ? drug.parameters : questions.get(owner)?.parameters;
    const missing = names.find((name) => parameters?.[name] === undefined);
    if (missing !== undefined) {
      throw new KnowledgeError(
        fileOf(owner),
        `the parameter "${missing}" is missing, which ${rule.question} needs too`,
        'Add it',
      );
    }
  }
}

/** A rule id belongs to one question, and has its place in the reading order. */
function checkRuleIds(questions: ReadonlyMap<string, Question>, drug: DrugFile): void {
  const owner = new Map<string, string>();
  for (const { id, outcomes } of questions.values()) {
    for (const { rule } of Object.values(outcomes)) {
      const other = owner.get(rule) ?? id;
      if (other !== id)
        throw new KnowledgeError(
          fileOf(id),
          `the rule "${rule}" belongs to ${other} already`,
          'Give it one owner',
        );
      if (!drug.bulletOrder.includes(rule)) {
        throw new KnowledgeError(
          'cards/naltrexone/drug.json',
          `bulletOrder lacks "${rule}"`,
          'Say where it is read',
        );
      }
      owner.set(rule, id);
    }
  }
}
