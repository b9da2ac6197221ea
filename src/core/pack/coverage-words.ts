import { type Static, Type } from 'typebox';
import { LineOfBusiness } from './payer-policy.js';

const closed = { additionalProperties: false };
const Sentence = Type.String({ minLength: 1 });
const Words = Type.Array(Sentence, { minItems: 1, uniqueItems: true });

/** `cards/coverage-words.json`: how a Coverage says what kind it is. */
export const CoverageWords = Type.Object(
  {
    version: Type.String({ pattern: '^\\d+\\.\\d+\\.\\d+$' }),
    status: Type.Union([Type.Literal('draft'), Type.Literal('reviewed')]),
    owner: Sentence,
    reviewBy: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }),
    sources: Words,
    typology: Type.Object(
      {
        systems: Words,
        codes: Type.Array(
          Type.Object(
            {
              startsWith: Type.String({ pattern: '^\\d+$' }),
              line: LineOfBusiness,
              managed: Type.Optional(Type.Literal(true)),
            },
            closed,
          ),
          { minItems: 1 },
        ),
      },
      { ...closed, description: 'Source of payment typology; the longest beginning counts.' },
    ),
    lines: Type.Object(
      { medicaid: Words, medicare: Words },
      { ...closed, description: 'Words anywhere in the Coverage.' },
    ),
    notMedicare: Words,
    managedMedicare: Words,
    planClasses: Type.Array(Sentence, {
      minItems: 1,
      description: 'Class types whose value or name names a plan; a group is an employer.',
    }),
  },
  closed,
);
export type CoverageWords = Static<typeof CoverageWords>;
