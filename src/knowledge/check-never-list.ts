import type { DrugFile } from '../core/pack/drug.js';
import type { NeverList } from '../core/pack/never-list.js';
import type { Question } from '../core/pack/question.js';
import { KnowledgeError } from './knowledge-error.js';

const FILE = 'cards/naltrexone/never-list.json';

/**
 * Every rule and question of the Never List exists, and every number lies within the bounds that it names for sites.
 * @throws KnowledgeError for the first that does not
 */
export function checkNeverList(
  { rules, numbers }: NeverList,
  questions: ReadonlyMap<string, Question>,
  drug: DrugFile,
): void {
  const unknown =
    rules.map(({ rule }) => rule).find((rule) => !drug.bulletOrder.includes(rule)) ??
    numbers.alsoBounded.find((owner) => owner !== 'drug' && !questions.has(owner));
  if (unknown !== undefined) {
    throw new KnowledgeError(FILE, `there is no "${unknown}"`, 'Correct its name, or remove it');
  }
  for (const { id, parameters } of [drug, ...questions.values()]) {
    for (const [name, { value, bounds }] of Object.entries(parameters)) {
      if (bounds !== undefined && !(bounds.min <= value && value <= bounds.max)) {
        throw new KnowledgeError(
          `cards/naltrexone/${id === drug.id ? 'drug' : id}.json`,
          `the parameter "${name}" lies outside its own bounds`,
          'Correct the value or the bounds',
        );
      }
    }
  }
}
