import { type Static, Type } from 'typebox';

const Sentence = Type.String({ minLength: 1 });
const closed = { additionalProperties: false };

/** `never-list.json`: what no site may switch off, and how far it may move the numbers behind it. */
export const NeverList = Type.Object(
  {
    version: Type.String({ pattern: '^\\d+\\.\\d+\\.\\d+$' }),
    status: Type.Union([Type.Literal('draft'), Type.Literal('reviewed')]),
    owner: Sentence,
    reviewBy: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }),
    meaning: Sentence,
    rules: Type.Array(
      Type.Object(
        {
          rule: Sentence,
          lowest: Type.Union([Type.Literal('warning'), Type.Literal('critical')]),
          reason: Type.String({ minLength: 1, description: 'Without a full stop.' }),
          source: Sentence,
        },
        closed,
      ),
      { minItems: 1 },
    ),
    numbers: Type.Object(
      {
        lowestTimes: Type.Number({ exclusiveMinimum: 0, maximum: 1 }),
        highestTimes: Type.Number({ minimum: 1 }),
        reason: Sentence,
        source: Sentence,
        alsoBounded: Type.Array(Sentence, {
          description:
            'Questions that own no rule of this list and whose numbers decide about one all the same; `drug` for the drug itself.',
        }),
      },
      closed,
    ),
  },
  closed,
);
export type NeverList = Static<typeof NeverList>;
