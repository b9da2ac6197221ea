import { type Static, Type } from 'typebox';

const Sentence = Type.String({ minLength: 1 });
const Beginnings = Type.Array(Type.String({ pattern: '^[a-z]{3,}$' }), {
  minItems: 1,
  uniqueItems: true,
});

/** `look-alikes.json`: beginnings of words that make a text look like a drug which our tables may not know. */
export const LookAlikesFile = Type.Object(
  {
    version: Type.String({ pattern: '^\\d+\\.\\d+\\.\\d+$' }),
    status: Type.Union([Type.Literal('draft'), Type.Literal('reviewed')]),
    owner: Sentence,
    reviewBy: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }),
    meaning: Sentence,
    naltrexone: Beginnings,
    opioid: Beginnings,
    neither: Beginnings,
  },
  { additionalProperties: false },
);
export type LookAlikesFile = Static<typeof LookAlikesFile>;
