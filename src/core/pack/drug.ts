import { type Static, Type } from 'typebox';
import { Parameter, QuestionCase } from './question.js';
import { type Terms, TermsSchema } from './terms.js';

/** What holds for the whole drug: its label, the order in which rules speak, fixed sentences and terms of the cards. */
export const DrugFile = Type.Object(
  {
    id: Type.String({ minLength: 1 }),
    version: Type.String({ pattern: '^\\d+\\.\\d+\\.\\d+$' }),
    status: Type.Union([Type.Literal('draft'), Type.Literal('reviewed')]),
    owner: Type.String({ minLength: 1 }),
    reviewBy: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }),
    name: Type.String({ minLength: 1 }),
    source: Type.Object(
      {
        label: Type.String({ minLength: 1 }),
        url: Type.String({ pattern: '^https://' }),
        topic: Type.Object({
          system: Type.String({ minLength: 1 }),
          safety: Type.Object({ code: Type.String(), display: Type.String() }),
          missing: Type.Object({ code: Type.String(), display: Type.String() }),
        }),
      },
      { additionalProperties: false },
    ),
    readinessSource: Type.Object(
      {
        label: Type.String({ minLength: 1 }),
        url: Type.String({ pattern: '^https://' }),
        topic: Type.Object(
          { system: Type.String({ minLength: 1 }), code: Type.String(), display: Type.String() },
          { additionalProperties: false },
        ),
      },
      { additionalProperties: false, description: 'Of the card about codes, units and papers.' },
    ),
    parameters: Type.Record(Type.String(), Parameter),
    cases: Type.Array(QuestionCase),
    bulletOrder: Type.Array(Type.String(), {
      description: 'Rule ids; inside one severity the earlier rule speaks first.',
    }),
    terms: Type.Unsafe<Terms>(TermsSchema),
  },
  { additionalProperties: false },
);
export type DrugFile = Static<typeof DrugFile>;
