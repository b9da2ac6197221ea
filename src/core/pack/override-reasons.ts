import { type Static, Type } from 'typebox';
import { Parameter, Source } from './question.js';

const Sentence = Type.String({ minLength: 1 });
const closed = { additionalProperties: false };

const OverrideReason = Type.Object(
  {
    display: Type.String({ minLength: 1, maxLength: 80 }),
    nonAdherence: Type.Optional(
      Type.String({
        pattern: '^[a-z-]+$',
        description: 'The HL7 non-adherence reason of the same meaning; absent = none fits.',
      }),
    ),
    followUp: Type.Optional(
      Type.Boolean({
        description: 'Says what will be done rather than why the advice is not followed.',
      }),
    ),
  },
  closed,
);

/**
 * `override-reasons.json`: why a clinician may go on, by code. A code keeps its meaning for ever: feedback of years ago is
 * counted by it. What is no longer offered stays in the file.
 */
export const OverrideReasonsFile = Type.Object(
  {
    id: Type.Literal('override-reasons'),
    version: Type.String({ pattern: '^\\d+\\.\\d+\\.\\d+$' }),
    status: Type.Union([Type.Literal('draft'), Type.Literal('reviewed')]),
    owner: Sentence,
    reviewBy: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }),
    sources: Type.Array(Source, { minItems: 1 }),
    system: Type.String({ pattern: '^(https://|urn:)' }),
    nonAdherenceSystem: Type.String({ pattern: '^http' }),
    parameters: Type.Object({ 'card.most': Parameter, 'card.most-follow-up': Parameter }, closed),
    reasons: Type.Record(Type.String({ pattern: '^[a-z0-9-]+$' }), OverrideReason),
  },
  closed,
);
export type OverrideReasonsFile = Static<typeof OverrideReasonsFile>;
