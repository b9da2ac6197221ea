import type { Knowledge, SitePolicy } from './knowledge.js';
import { protocolOf } from './protocol-of.js';

/**
 * The numbers of the knowledge under one site's policy: by question id (`drug` for those of the drug itself), then by name.
 * Made once for each pair of knowledge and site, as nothing in either ever changes.
 */
export type Numbers = ReadonlyMap<string, Readonly<Record<string, number>>>;

const made = new WeakMap<SitePolicy, WeakMap<Knowledge, Numbers>>();

export function numbersUnder(knowledge: Knowledge, site: SitePolicy): Numbers {
  const ofSite = made.get(site) ?? new WeakMap<Knowledge, Numbers>();
  made.set(site, ofSite);
  const numbers = ofSite.get(knowledge) ?? collectNumbers(knowledge, site);
  ofSite.set(knowledge, numbers);
  return numbers;
}

function collectNumbers(knowledge: Knowledge, site: SitePolicy): Numbers {
  const owners = [{ ...knowledge.drug, id: 'drug' }, ...knowledge.questions.values()];
  return new Map(
    owners.map(({ id, parameters }) => {
      const changed = [...protocolOf(knowledge, site).numbers, ...(site.file.parameters ?? [])]
        .filter(({ question }) => question === id)
        .map(({ parameter, value }) => [parameter, value] as const);
      const own = Object.entries(parameters).map(([name, { value }]) => [name, value] as const);
      return [id, Object.fromEntries([...own, ...changed])];
    }),
  );
}

/** Numbers of one question as its rule declared them; knowledge was checked against the rules at start. */
export function numbersOf<N extends string>(
  numbers: Numbers,
  question: string,
): Readonly<Record<N, number>> {
  const own = numbers.get(question);
  if (own === undefined) throw new Error(`no question ${question} in the knowledge`);
  return own;
}
