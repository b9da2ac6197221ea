import { join } from 'node:path';
import { namesIn } from '../core/compose/fill-words.js';
import {
  DenialRisks,
  ReadinessList,
  type ReadinessKnowledge,
  ReadinessTerms,
} from '../core/pack/readiness-list.js';
import type { Question } from '../core/pack/question.js';
import { CHECKLIST } from '../core/readiness/checklist/checklist.js';
import { RENEWAL } from '../core/readiness/renewal/renewal.js';
import { deepFreeze } from './deep-freeze.js';
import { KnowledgeError } from './knowledge-error.js';
import { readCheckedJson } from './read-checked-json.js';

/**
 * Reads `cards/readiness` and holds its lists against the code that judges their lines, and its denial reasons against lists and rules.
 * @throws KnowledgeError for the first difference
 */
export function loadReadiness(
  cards: string,
  questions: ReadonlyMap<string, Question>,
): ReadinessKnowledge {
  const read = <S extends Parameters<typeof readCheckedJson>[2]>(file: string, schema: S) =>
    readCheckedJson(join(cards, 'readiness', file), placeOf(file), schema);
  const checklist = read('checklist.json', ReadinessList);
  const renewal = read('renewal.json', ReadinessList);
  const denialRisks = read('denial-risks.json', DenialRisks);
  checkList('checklist.json', checklist, Object.keys(CHECKLIST));
  checkList('renewal.json', renewal, Object.keys(RENEWAL));
  const lines = [...Object.keys(CHECKLIST), ...Object.keys(RENEWAL)];
  const rules = [...questions.values()].flatMap(({ outcomes }) =>
    Object.values(outcomes).map(({ rule }) => rule),
  );
  checkRisks(denialRisks, lines, rules);
  return deepFreeze({ checklist, renewal, denialRisks, terms: read('terms.json', ReadinessTerms) });
}

const placeOf = (file: string): string => `cards/readiness/${file}`;

function checkList(file: string, list: ReadinessList, judged: readonly string[]): void {
  const written = Object.keys(list.items);
  const missing = judged.find((id) => !written.includes(id));
  const unknown = written.find((id) => !judged.includes(id));
  if (missing !== undefined) {
    throw new KnowledgeError(placeOf(file), `has no words for "${missing}"`, 'Add the item');
  }
  if (unknown !== undefined) {
    throw new KnowledgeError(placeOf(file), `"${unknown}" is judged by nothing`, 'Remove the item');
  }
  const given = ['found', ...Object.keys(list.parameters)];
  for (const [id, { title, words, fix }] of Object.entries(list.items)) {
    const asked = [title, fix, ...Object.values(words)].flatMap(namesIn);
    const wrong = asked.find((name) => !given.includes(name));
    if (wrong !== undefined) {
      throw new KnowledgeError(
        placeOf(file),
        `item "${id}" asks for {{${wrong}}}`,
        `Its words may use: ${given.join(', ')}`,
      );
    }
  }
}

function checkRisks(
  { risks }: DenialRisks,
  lines: readonly string[],
  rules: readonly string[],
): void {
  for (const [id, { checks }] of Object.entries(risks)) {
    for (const check of checks) {
      const [name, known] =
        'requirement' in check
          ? [check.requirement, lines]
          : 'rule' in check
            ? [check.rule, rules]
            : [undefined, []];
      if (name !== undefined && !known.includes(name)) {
        throw new KnowledgeError(
          placeOf('denial-risks.json'),
          `risk "${id}" names "${name}", which is no check`,
          `Use one of: ${known.join(', ')}`,
        );
      }
    }
  }
}
