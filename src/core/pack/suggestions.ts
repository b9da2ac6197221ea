import { type Static, Type } from 'typebox';
import { Parameter, Source } from './question.js';

const Sentence = Type.String({ minLength: 1 });
const closed = { additionalProperties: false };
const oneOf = <T extends string>(...values: readonly T[]) =>
  Type.Unsafe<T>({ type: 'string', enum: values });

/** What a suggestion of the knowledge adds to a chart, ready but for its patient, encounter and author. */
const ProposedResource = Type.Object(
  { resourceType: oneOf('ServiceRequest', 'MedicationRequest', 'Observation', 'Task') },
  {
    additionalProperties: true,
    description: 'FHIR R4; texts may name values, `{{instant}}` and `{{doseDay}}` as FHIR dates.',
  },
);

const SuggestionWords = {
  label: Type.String({
    minLength: 1,
    maxLength: 80,
    description: 'What accepting it does; the longest button that clients show whole.',
  }),
  description: Sentence,
};

const CreateSuggestion = Type.Object(
  {
    ...SuggestionWords,
    recommended: Type.Boolean(),
    unless: Type.Optional(
      Type.Array(
        oneOf(
          'liver-tests-awaited',
          'liver-tests-of-today',
          'toxicology-awaited',
          'toxicology-of-today',
          'naloxone-allergy',
        ),
        {
          description: 'Not offered when one of these holds.',
        },
      ),
    ),
    seen: Type.Optional(
      Type.Array(oneOf('serviceRequests', 'laboratory', 'diagnosticReports', 'liverTests'), {
        description:
          'Chart inputs in which the same order or result would stand: not offered while one is not wholly known.',
      }),
    ),
    alternatives: Type.Optional(
      Type.String({
        minLength: 1,
        description:
          'Suggestions of one group exclude each other: they are offered together only on a card that offers nothing else, and then at most one of them can be taken.',
      }),
    ),
    onDoseDayOnly: Type.Optional(
      Type.Boolean({ description: 'Offered only when the dose is planned for today.' }),
    ),
    stated: Type.Optional(
      Type.Boolean({
        description:
          'A fact that the signing clinician states: offered only when the call names who that is.',
      }),
    ),
    afterDayOf: Type.Optional(
      Type.String({
        minLength: 1,
        description: 'A dated value of the finding: offered from the day after it.',
      }),
    ),
    putsOff: Type.Optional(
      Type.Boolean({
        description:
          'Puts its finding off rather than ending it: offered only where the site allows that, and about the evidence of today.',
      }),
    ),
    analytes: Type.Optional(
      Type.Unsafe<'panel' | 'untested'>({
        type: 'string',
        enum: ['panel', 'untested'],
        description: 'The list whose members the order names one by one.',
      }),
    ),
    resource: ProposedResource,
  },
  closed,
);

/** `suggestions.json`: what a card offers to do, by name, the more useful first. */
export const SuggestionsFile = Type.Object(
  {
    id: Type.Literal('suggestions'),
    version: Type.String({ pattern: '^\\d+\\.\\d+\\.\\d+$' }),
    status: Type.Union([Type.Literal('draft'), Type.Literal('reviewed')]),
    owner: Sentence,
    reviewBy: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }),
    sources: Type.Array(Source, { minItems: 1 }),
    parameters: Type.Object({ 'card.most': Parameter }, closed),
    movePlannedDay: Type.Object(
      { ...SuggestionWords, labelAmongSeveral: SuggestionWords.label },
      {
        ...closed,
        description: 'The draft itself with another planned day; comes before the others.',
      },
    ),
    correctBillingCode: Type.Object(
      {
        ...SuggestionWords,
        labelAmongSeveral: SuggestionWords.label,
        about: Type.Array(Type.String({ pattern: '^[a-z0-9-]+/[a-z0-9-]+$' }), {
          minItems: 1,
          description: 'Question and outcome of the findings that it corrects.',
        }),
      },
      { ...closed, description: 'The draft itself with the billing code of the depot.' },
    ),
    create: Type.Record(Type.String({ pattern: '^[a-z0-9-]+$' }), CreateSuggestion),
    analytes: Type.Record(
      Sentence,
      Type.Object({ system: Sentence, code: Sentence, display: Type.Optional(Sentence) }, closed),
      { description: 'The code by which a test for a member of the panel is ordered.' },
    ),
  },
  closed,
);
export type SuggestionsFile = Static<typeof SuggestionsFile>;
export type CreateSuggestion = Static<typeof CreateSuggestion>;
