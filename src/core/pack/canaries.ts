import { type Static, Type } from 'typebox';
import type { SliceName } from '../chart.js';

const closed = { additionalProperties: false };
const Sentence = Type.String({ minLength: 1 });
const Id = Type.String({ pattern: '^[a-z0-9]+(-[a-z0-9]+)*$' });
const Reviewed = {
  version: Type.String({ pattern: '^\\d+\\.\\d+\\.\\d+$' }),
  status: Type.Union([Type.Literal('draft'), Type.Literal('reviewed')]),
  owner: Sentence,
  reviewBy: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }),
  meaning: Sentence,
};

const Resource = Type.Object({ resourceType: Sentence }, { additionalProperties: true });

/** A rule that must be met, at this severity. */
const Expected = Type.Object(
  {
    rule: Sentence,
    indicator: Type.Union([
      Type.Literal('info'),
      Type.Literal('warning'),
      Type.Literal('critical'),
    ]),
  },
  closed,
);
export type ExpectedRule = Static<typeof Expected>;

/**
 * `cards/canaries/stories.json`: invented signings whose answer is known. A text that is `@-5d` as a whole stands for the instant
 * five days before the run.
 */
export const CanaryStories = Type.Object(
  {
    ...Reviewed,
    stories: Type.Array(
      Type.Object(
        {
          id: Id,
          about: Sentence,
          orders: Type.Array(Resource, { minItems: 1, description: 'Drafts of the signing.' }),
          chart: Type.Record(Type.String(), Type.Array(Resource), {
            description: 'Rows by the name of the chart input; every other one is there and empty.',
          }),
          expect: Type.Array(Expected, {
            description: 'Empty = no card above info.',
          }),
        },
        closed,
      ),
      { minItems: 1 },
    ),
  },
  closed,
);
export type CanaryStories = Static<typeof CanaryStories>;

/** `cards/canaries/*-codes.json`: codes as EHRs send them. Each takes the place of the drug in the first order of a story. */
export const CanaryCodes = Type.Object(
  {
    ...Reviewed,
    exceptions: Type.Optional(
      Type.Array(Type.Object({ drug: Sentence, reason: Sentence }, closed), {
        minItems: 1,
        description:
          'Drugs by the names of `cards/terminology` whose codes need no canary; every other code of naltrexone and of an opioid needs one.',
      }),
    ),
    groups: Type.Array(
      Type.Object(
        {
          id: Id,
          about: Sentence,
          story: Id,
          system: Type.Optional(Type.String({ minLength: 1, description: 'Absent = texts.' })),
          codes: Type.Array(Type.String({ minLength: 1 }), { minItems: 1, uniqueItems: true }),
        },
        closed,
      ),
      { minItems: 1 },
    ),
  },
  closed,
);
export type CanaryCodes = Static<typeof CanaryCodes>;

/** One signing that is tried again and again. Names what EHRs send and nothing of our tables, so that a row lost there is missed. */
export interface Canary {
  /** Our own name: of the story, or `group/code`. */
  readonly id: string;
  readonly orders: readonly object[];
  readonly chart: Readonly<Partial<Record<SliceName, readonly object[]>>>;
  readonly expect: readonly ExpectedRule[];
  /** Tried under the policy of every site; codes mean the same everywhere and are tried once. */
  readonly everySite: boolean;
}
