import { type Static, Type } from 'typebox';

const Sentence = Type.String({ minLength: 1 });
const Iso = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' });

export const Source = Type.Object(
  {
    title: Sentence,
    section: Type.Optional(Sentence),
    published: Type.Optional(Sentence),
    url: Type.Optional(Type.String({ pattern: '^https://' })),
  },
  { additionalProperties: false },
);

/** A number of the rule: its unit, and the source that it rests on ("site policy" is a source). */
export const Parameter = Type.Object(
  {
    value: Type.Number(),
    unit: Type.String({ minLength: 1 }),
    meaning: Sentence,
    source: Sentence,
    step: Type.Optional(
      Type.Number({
        exclusiveMinimum: 0,
        description: 'Smallest change that must turn a case; 1 if absent.',
      }),
    ),
    bounds: Type.Optional(
      Type.Object(
        { min: Type.Number(), max: Type.Number() },
        { additionalProperties: false, description: 'How far a site may move it.' },
      ),
    ),
  },
  { additionalProperties: false },
);

/** What is said when an outcome holds. `{{name}}` stands for a value of the finding; words hold no conditions. */
export const Outcome = Type.Object(
  {
    rule: Type.String({ pattern: '^[a-z0-9-]+$' }),
    card: Type.Union([
      Type.Literal('safety'),
      Type.Literal('missing'),
      Type.Literal('ride-along'),
      Type.Literal('readiness'),
    ]),
    indicator: Type.Union([
      Type.Literal('info'),
      Type.Literal('warning'),
      Type.Literal('critical'),
    ]),
    state: Type.Optional(
      Type.Union([Type.Literal('met'), Type.Literal('unknown'), Type.Literal('conflicting')]),
    ),
    summary: Type.String({
      minLength: 1,
      description: 'One sentence under 140 characters, the deciding fact and date first.',
    }),
    bullet: Sentence,
    next: Type.Optional(Type.String({ minLength: 1, description: 'The way forward.' })),
    suggestions: Type.Optional(
      Type.Array(Sentence, { minItems: 1, description: 'Names in `suggestions.json`.' }),
    ),
    overrideReasons: Type.Optional(
      Type.Array(Sentence, { minItems: 1, description: 'Codes in `override-reasons.json`.' }),
    ),
    foldsUnder: Type.Optional(
      Type.Array(Sentence, {
        description: 'Rules that take this bullet when they speak about the same subject.',
      }),
    ),
    foldsUnderAny: Type.Optional(
      Type.Array(Sentence, { description: 'Rules that take this bullet whatever their subject.' }),
    ),
  },
  { additionalProperties: false },
);

/** One worked case of the question, in the compact notation of `test/vignettes`; dates may be relative ("-6d"). */
export const QuestionCase = Type.Object(
  {
    name: Sentence,
    patient: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
    given: Type.Optional(Type.Array(Type.String())),
    site: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
    order: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
    drafts: Type.Optional(Type.Array(Type.Record(Type.String(), Type.Unknown()))),
    now: Type.Optional(Sentence),
    access: Type.Optional(Type.Record(Type.String(), Type.String())),
    facts: Type.Array(Type.Record(Type.String(), Type.Unknown())),
    expect: Type.Object(
      {
        rules: Type.Optional(Type.Array(Sentence)),
        not: Type.Optional(Type.Array(Sentence)),
        indicator: Type.Optional(Type.String({ pattern: '^(none|info|warning|critical)$' })),
        earliestDate: Type.Optional(Sentence),
        mention: Type.Optional(Type.Array(Sentence)),
      },
      { additionalProperties: false },
    ),
  },
  { additionalProperties: false },
);

/** One clinical question with everything that a pharmacist reviews: numbers, words, sources, cases. */
export const Question = Type.Object(
  {
    id: Type.String({ pattern: '^[a-z0-9-]+$' }),
    version: Type.String({
      pattern: '^\\d+\\.\\d+\\.\\d+$',
      description: 'major = parameters, minor = logic, patch = words',
    }),
    status: Type.Union([Type.Literal('draft'), Type.Literal('reviewed'), Type.Literal('retired')]),
    owner: Sentence,
    reviewBy: Iso,
    question: Sentence,
    sources: Type.Array(Source, { minItems: 1 }),
    parameters: Type.Record(Type.String(), Parameter),
    outcomes: Type.Record(Type.String(), Outcome),
    cases: Type.Array(QuestionCase, { minItems: 1 }),
  },
  { additionalProperties: false },
);

export type Question = Static<typeof Question>;
export type Parameter = Static<typeof Parameter>;
export type Outcome = Static<typeof Outcome>;
export type QuestionCase = Static<typeof QuestionCase>;
