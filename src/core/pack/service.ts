import { type Static, Type } from 'typebox';

const Sentence = Type.String({ minLength: 1 });

/** How much of one chart input is asked for in one search, and how far back its rows bear on an answer. */
const SliceLimit = Type.Object(
  {
    count: Type.Integer({
      minimum: 1,
      maximum: 1000,
      description: 'Rows asked for at once (`_count`).',
    }),
    lookBackDays: Type.Optional(
      Type.Integer({
        minimum: 1,
        description:
          'Older rows change no answer; absent = a row of any age may. A search that stops short of it is incomplete.',
      }),
    ),
    why: Sentence,
  },
  { additionalProperties: false },
);

/** `cards/service.json`: what the service says about itself, how far it looks, and its words when it fails. */
export const ServiceFile = Type.Object(
  {
    version: Type.String({ pattern: '^\\d+\\.\\d+\\.\\d+$' }),
    owner: Sentence,
    reviewBy: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }),
    services: Type.Array(
      Type.Object(
        {
          id: Type.Union([Type.Literal('naltrexone-safety'), Type.Literal('naltrexone-readiness')]),
          title: Sentence,
          description: Type.String({
            minLength: 1,
            description: 'Markdown that reads well as plain text.',
          }),
          usageRequirements: Sentence,
        },
        { additionalProperties: false },
      ),
      { minItems: 1 },
    ),
    chart: Type.Record(Type.String(), SliceLimit),
    withoutAuthentication: Type.String({
      minLength: 1,
      description: 'On every card of a service that runs with --insecure-no-auth.',
    }),
    notChecked: Type.Object(
      {
        summary: Type.String({ minLength: 1, maxLength: 139 }),
        detail: Sentence,
        source: Type.Object(
          {
            label: Sentence,
            topic: Type.Object(
              { system: Sentence, code: Sentence, display: Sentence },
              { additionalProperties: false },
            ),
          },
          { additionalProperties: false },
        ),
      },
      {
        additionalProperties: false,
        description: 'The card beside a naltrexone order when the service itself fails.',
      },
    ),
  },
  { additionalProperties: false },
);
export type ServiceFile = Static<typeof ServiceFile>;
