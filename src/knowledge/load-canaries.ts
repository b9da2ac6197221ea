import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { RESOURCE_TYPE_OF } from '../core/chart.js';
import { type Canary, CanaryCodes, CanaryStories } from '../core/pack/canaries.js';
import type { NeverList } from '../core/pack/never-list.js';
import type { ReviewDate } from '../core/pack/review-dates.js';
import { KnowledgeError } from './knowledge-error.js';
import { readCheckedJson } from './read-checked-json.js';

export interface Canaries {
  readonly canaries: readonly Canary[];
  readonly reviewDates: readonly ReviewDate[];
}

const STORIES = 'stories.json';

/**
 * Reads and checks `cards/canaries`: the stories, and the codes that take the place of a story's drug.
 * @throws KnowledgeError naming the place that is wrong; the process must not start
 */
export function loadCanaries(cards: string, neverList: NeverList): Canaries {
  const read = <S extends Parameters<typeof readCheckedJson>[2]>(file: string, schema: S) =>
    readCheckedJson(join(cards, 'canaries', file), nameOf(file), schema);
  const told = read(STORIES, CanaryStories);
  const lists = readdirSync(join(cards, 'canaries'))
    .filter((file) => file.endsWith('-codes.json'))
    .sort()
    .map((file) => ({ file, ...read(file, CanaryCodes) }));

  const stories = new Map<string, Canary>();
  for (const { id, orders, chart, expect } of told.stories) {
    checkStory({ id, chart, expect }, neverList);
    if (stories.has(id)) throw fault(STORIES, `tells the story "${id}" twice`);
    stories.set(id, { id, orders, chart, expect, everySite: true });
  }
  const codes = lists.flatMap(({ file, groups }) =>
    groups.flatMap(({ id, story, system, codes: listed }) => {
      const told = stories.get(story);
      if (told === undefined) throw fault(file, `names a story "${story}" that is not told`);
      const [first = {}, ...others] = told.orders;
      return listed.map((code): Canary => {
        const drug = system === undefined ? { text: code } : { coding: [{ system, code }] };
        return {
          ...told,
          id: `${id}/${code}`,
          orders: [{ ...first, medicationCodeableConcept: drug }, ...others],
          everySite: false,
        };
      });
    }),
  );
  return {
    canaries: [...stories.values(), ...codes],
    reviewDates: [
      { id: 'canaries', reviewBy: told.reviewBy },
      ...lists.map(({ file, reviewBy }) => ({ id: `canaries ${file}`, reviewBy })),
    ],
  };
}

/** A rule that a site may switch off would cry wolf at every site that does. */
function checkStory(
  { id, chart, expect }: Pick<Canary, 'id' | 'expect'> & { readonly chart: object },
  neverList: NeverList,
): void {
  const unknown = Object.keys(chart).find((slice) => !(slice in RESOURCE_TYPE_OF));
  if (unknown !== undefined) {
    throw fault(STORIES, `has a chart input "${unknown}" in "${id}" that nobody reads`);
  }
  const foreign = expect.find(({ rule }) => !neverList.rules.some((one) => one.rule === rule));
  if (foreign !== undefined) {
    throw fault(STORIES, `expects "${foreign.rule}" in "${id}", which is not on the Never List`);
  }
}

const nameOf = (file: string): string => `cards/canaries/${file}`;

const fault = (file: string, problem: string): KnowledgeError =>
  new KnowledgeError(nameOf(file), problem, 'Correct the file');
