import type { PayerPolicy } from '../core/pack/payer-policy.js';
import { splitWords } from '../core/words/split-words.js';
import { KnowledgeError } from './knowledge-error.js';

/**
 * What a schema cannot say of payer policies: no two answer to the same name, dates follow each other, criteria and position
 * agree, and each criterion has a case in which it is met and one in which it is not.
 * @throws KnowledgeError for the first that does not hold
 */
export function checkPayerPolicies(policies: ReadonlyMap<string, PayerPolicy>): void {
  const names = new Map<string, string>();
  for (const policy of policies.values()) {
    const problem = problemOf(policy) ?? sharedName(policy, names);
    if (problem !== undefined) {
      throw new KnowledgeError(`cards/coverage/${policy.id}.json`, problem, 'Correct the file');
    }
  }
}

function problemOf(policy: PayerPolicy): string | undefined {
  const { readAt, reviewBy, criteria, position, source, cases } = policy;
  if (reviewBy <= readAt) return `reviewBy ${reviewBy} is not after readAt ${readAt}`;
  if (source.date !== 'undated' && source.date > readAt) {
    return `the text is of ${source.date}, later than it was read`;
  }
  const asked = Object.keys(criteria);
  if (position !== 'criteria' && asked.length > 0) {
    return `has criteria although its position is "${position}"`;
  }
  const named = cases.flatMap((one) => Object.keys(one.expect));
  const foreign = named.find((id) => !asked.includes(id));
  if (foreign !== undefined) return `a case expects "${foreign}", which is no criterion of it`;
  const untested = asked.find((id) => {
    if (BY_PAPERS.has(id)) return false;
    const states = cases.flatMap(({ expect }) => expect[id] ?? []);
    return !states.includes('met') || states.every((state) => state === 'met');
  });
  return untested === undefined
    ? undefined
    : `"${untested}" wants a case in which it is met and one in which it is not`;
}

/** Judged by papers, visits and people, which cases have no notation for; their unit tests stand beside them. */
const BY_PAPERS: ReadonlySet<string> = new Set([
  'psychosocial',
  'visits',
  'recent-hospital-stay',
  'prescriber-experience',
]);

function sharedName({ id, match }: PayerPolicy, names: Map<string, string>): string | undefined {
  for (const name of match?.names ?? []) {
    const words = splitWords(name).join(' ');
    const other = names.get(words);
    if (other !== undefined && other !== id) return `"${name}" is a name of ${other} too`;
    names.set(words, id);
  }
  return undefined;
}
