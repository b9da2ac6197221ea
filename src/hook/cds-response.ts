import { type Static, Type } from 'typebox';

const Text = Type.String({ minLength: 1 });
const Uuid = Type.String({
  pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$',
});
const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' });
const Indicator = Type.Union([
  Type.Literal('info'),
  Type.Literal('warning'),
  Type.Literal('critical'),
]);
const closed = { additionalProperties: false };

/** What stands behind a card, for machines. `notBefore`, `earliestDate` and `unknown` are left out when there is none. */
const DecisionExtension = Type.Object(
  {
    decision: Uuid,
    service: Text,
    orders: Type.Array(Text, { minItems: 1 }),
    rules: Type.Array(
      Type.Object(
        {
          id: Text,
          version: Text,
          state: Type.Union([
            Type.Literal('met'),
            Type.Literal('unknown'),
            Type.Literal('conflicting'),
          ]),
          indicator: Indicator,
        },
        closed,
      ),
      { minItems: 1 },
    ),
    notBefore: Type.Optional(Day),
    earliestDate: Type.Optional(Day),
    unknown: Type.Optional(Type.Array(Text, { minItems: 1 })),
    knowledge: Text,
  },
  closed,
);

const Source = Type.Object(
  {
    label: Text,
    url: Type.Optional(Type.String({ pattern: '^https://' })),
    topic: Type.Object({ system: Text, code: Text, display: Text }, closed),
  },
  closed,
);

const Resource = Type.Object({ resourceType: Text }, { additionalProperties: true });

/** No action of ours takes anything away: there is no `delete`. */
const Action = Type.Object(
  {
    type: Type.Union([Type.Literal('create'), Type.Literal('update')]),
    description: Text,
    resource: Resource,
  },
  closed,
);

const Suggestion = Type.Object(
  {
    label: Text,
    uuid: Uuid,
    isRecommended: Type.Optional(Type.Literal(true)),
    actions: Type.Array(Action, { minItems: 1, maxItems: 1 }),
  },
  closed,
);

const OverrideReason = Type.Object({ system: Text, code: Text, display: Text }, closed);

const Card = Type.Object(
  {
    uuid: Uuid,
    summary: Type.String({ minLength: 1, maxLength: 139, pattern: '^[^\\u0000-\\u001f]+$' }),
    detail: Type.Optional(Text),
    indicator: Indicator,
    source: Source,
    suggestions: Type.Optional(Type.Array(Suggestion, { minItems: 1 })),
    selectionBehavior: Type.Optional(
      Type.Union([Type.Literal('any'), Type.Literal('at-most-one')]),
    ),
    overrideReasons: Type.Optional(Type.Array(OverrideReason, { minItems: 1 })),
    extension: Type.Optional(Type.Object({ 'org.naltrexone-cds': DecisionExtension }, closed)),
  },
  closed,
);

/**
 * The strict form of every answer of ours: legal in CDS Hooks 2.0.1 and the 3.0 ballot, and readable by 1.0 clients. No null,
 * no empty text, list or object, except `cards: []` when there is nothing to say.
 */
export const CdsResponse = Type.Object({ cards: Type.Array(Card) }, closed);
export type CdsResponse = Static<typeof CdsResponse>;
export type CdsCard = Static<typeof Card>;
export type CdsSuggestion = Static<typeof Suggestion>;
