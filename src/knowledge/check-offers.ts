import { namesIn } from '../core/compose/fill-words.js';
import { FIXED_VALUES } from '../core/compose/suggest/fixed-values.js';
import type { Knowledge } from '../core/pack/knowledge.js';
import type { Outcome } from '../core/pack/question.js';
import type { CreateSuggestion } from '../core/pack/suggestions.js';
import type { AnyRule } from '../core/rules/rule.js';
import { KnowledgeError } from './knowledge-error.js';

type Offers = Pick<Knowledge, 'questions' | 'suggestions' | 'overrideReasons'> & {
  /** Names of the members of a full panel. */
  readonly panel: readonly string[];
};

/**
 * Holds what the outcomes offer against the lists of suggestions and override reasons: every name is there, and asks only for
 * values that its finding gives.
 * @throws KnowledgeError for the first difference
 */
export function checkOffers(offers: Offers, rules: readonly AnyRule[]): void {
  for (const { id, outcomes } of offers.questions.values()) {
    const values = rules.find(({ question }) => question === id)?.outcomes;
    for (const [name, outcome] of Object.entries(outcomes)) {
      const place = { file: `cards/naltrexone/${id}.json`, outcome: name };
      for (const suggestion of outcome.suggestions ?? []) {
        checkSuggestion(suggestion, place, values?.[name] ?? [], offers);
      }
      checkReasons(outcome, place, offers);
    }
  }
  const codeless = offers.panel.find((name) => offers.suggestions.analytes[name] === undefined);
  if (codeless !== undefined) {
    throw new KnowledgeError(FILE, `analytes lacks "${codeless}"`, 'Give it a code to order it by');
  }
}

const FILE = 'cards/naltrexone/suggestions.json';

interface Place {
  readonly file: string;
  readonly outcome: string;
}

function checkSuggestion(
  name: string,
  { file, outcome }: Place,
  values: readonly string[],
  { suggestions }: Offers,
): void {
  const suggestion = suggestions.create[name];
  if (suggestion === undefined) {
    throw new KnowledgeError(
      file,
      `outcome "${outcome}" offers "${name}", which is no suggestion`,
      `Use one of: ${Object.keys(suggestions.create).join(', ')}`,
    );
  }
  const given: readonly string[] = [...values, ...FIXED_VALUES];
  const unknown = askedBy(suggestion).find((asked) => !given.includes(asked));
  if (unknown !== undefined) {
    throw new KnowledgeError(
      file,
      `outcome "${outcome}" offers "${name}", which asks for {{${unknown}}}`,
      `It may use: ${given.join(', ')}`,
    );
  }
}

const askedBy = (suggestion: CreateSuggestion): readonly string[] => [
  ...namesIn(JSON.stringify(suggestion)),
  ...(suggestion.analytes === undefined ? [] : [suggestion.analytes]),
  ...(suggestion.afterDayOf === undefined ? [] : [suggestion.afterDayOf]),
];

function checkReasons(
  { overrideReasons }: Outcome,
  { file, outcome }: Place,
  { overrideReasons: known }: Offers,
): void {
  const unknown = overrideReasons?.find((code) => known.reasons[code] === undefined);
  if (unknown !== undefined) {
    throw new KnowledgeError(
      file,
      `outcome "${outcome}" names "${unknown}", which is no override reason`,
      `Use one of: ${Object.keys(known.reasons).join(', ')}`,
    );
  }
}
