import { type Static, Type } from 'typebox';
import { Source } from './question.js';
import { recordOf } from './record-of.js';

const Words = Type.Array(Type.String({ minLength: 1 }), { minItems: 1 });
const Basis = Type.String({
  minLength: 1,
  description: 'Source of the numbers; "site policy" is a source.',
});

/** Spellings of one unit. The first one is how cards print it; exactly one factor leads to the canonical unit. */
const Unit = Type.Object(
  {
    spellings: Words,
    multiplyBy: Type.Optional(Type.Number({ exclusiveMinimum: 0 })),
    divideBy: Type.Optional(Type.Number({ exclusiveMinimum: 0 })),
  },
  { additionalProperties: false },
);

const Limits = Type.Object(
  { low: Type.Number(), high: Type.Number(), source: Basis },
  { additionalProperties: false },
);

const Analyte = Type.Object(
  {
    name: Type.String({ minLength: 1, description: 'As cards print it.' }),
    units: Type.String({ minLength: 1, description: 'A table of `units`.' }),
    unitless: Type.Optional(Type.Boolean({ description: 'A bare number is readable.' })),
    upperLimit: Type.Optional(
      Type.Object(
        { female: Type.Number(), male: Type.Number(), source: Basis },
        { additionalProperties: false },
      ),
    ),
    plausible: Type.Optional(Limits),
    plausibleUpperLimit: Type.Optional(Limits),
  },
  { additionalProperties: false },
);

/**
 * How laboratory results are read: units, default upper limits of normal, what is plausible, and which of a laboratory's
 * reference ranges speak about this patient (`clinical-liver-other` B2.5-B2.7).
 */
export const LiverLaboratory = Type.Object(
  {
    id: Type.Literal('liver-laboratory'),
    version: Type.String({ pattern: '^\\d+\\.\\d+\\.\\d+$' }),
    status: Type.Union([Type.Literal('draft'), Type.Literal('reviewed'), Type.Literal('retired')]),
    owner: Type.String({ minLength: 1 }),
    reviewBy: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }),
    question: Type.String({ minLength: 1 }),
    sources: Type.Array(Source, { minItems: 1 }),
    units: Type.Record(
      Type.String(),
      Type.Object(
        {
          canonical: Type.String({ minLength: 1 }),
          source: Basis,
          accepted: Type.Array(Unit, { minItems: 1 }),
        },
        { additionalProperties: false },
      ),
    ),
    analytes: recordOf(
      [
        'alt',
        'ast',
        'bilirubin-total',
        'bilirubin-direct',
        'alp',
        'ggt',
        'inr',
        'albumin',
        'platelets',
        'creatinine',
        'sodium',
        'egfr',
      ],
      Analyte,
    ),
    referenceRanges: Type.Object(
      {
        normalTypes: Words,
        female: Words,
        male: Words,
        pregnancy: Words,
        ageUnits: Type.Array(
          Type.Object(
            { spellings: Words, perYear: Type.Number({ exclusiveMinimum: 0 }) },
            { additionalProperties: false },
          ),
        ),
      },
      { additionalProperties: false },
    ),
    normalInterpretations: Words,
    dataQuality: Type.Object(
      { futureToleranceHours: Type.Number({ minimum: 0 }), source: Basis },
      { additionalProperties: false },
    ),
  },
  { additionalProperties: false },
);
export type LiverLaboratory = Static<typeof LiverLaboratory>;
export type UnitTable = LiverLaboratory['units'][string];
export type AnalyteKnowledge = LiverLaboratory['analytes']['alt'];
