import { type Static, Type } from 'typebox';

/**
 * An upper limit of normal that a site states for a laboratory which sends none (`clinical-liver-other` B2.7 step 4).
 * `performer` is the reference or the display of Observation.performer, in a unit of `liver-laboratory.json`.
 */
export const LaboratoryLimit = Type.Object(
  {
    performer: Type.String({ minLength: 1 }),
    analyte: Type.Union([
      Type.Literal('alt'),
      Type.Literal('ast'),
      Type.Literal('bilirubin-total'),
      Type.Literal('alp'),
      Type.Literal('ggt'),
      Type.Literal('inr'),
    ]),
    sex: Type.Optional(Type.Union([Type.Literal('female'), Type.Literal('male')])),
    high: Type.Number({ exclusiveMinimum: 0 }),
    unit: Type.String({ minLength: 1 }),
    reason: Type.String({ minLength: 1 }),
    owner: Type.String({ minLength: 1 }),
    date: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }),
  },
  { additionalProperties: false },
);
export type LaboratoryLimit = Static<typeof LaboratoryLimit>;
