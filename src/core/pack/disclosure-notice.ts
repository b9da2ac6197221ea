import { type Static, Type } from 'typebox';
import { Source } from './question.js';

const Sentence = Type.String({ minLength: 1 });

/** `cards/disclosure-notice.json`: what accompanies everything that leaves the house, in the words of the law. */
export const DisclosureNotice = Type.Object(
  {
    id: Type.Literal('disclosure-notice'),
    version: Type.String({ pattern: '^\\d+\\.\\d+\\.\\d+$' }),
    status: Type.Union([Type.Literal('draft'), Type.Literal('reviewed')]),
    owner: Sentence,
    reviewBy: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }),
    sources: Type.Array(Source, { minItems: 1 }),
    statement: Type.String({ minLength: 1, description: 'The whole statement.' }),
    short: Type.String({
      minLength: 1,
      description: 'The short one that the law allows in its place, for the rows of a table.',
    }),
  },
  { additionalProperties: false },
);
export type DisclosureNotice = Static<typeof DisclosureNotice>;
