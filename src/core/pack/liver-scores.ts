import { type Static, Type } from 'typebox';
import { Source } from './question.js';
import { recordOf } from './record-of.js';

const Limits = Type.Object(
  { low: Type.Number(), high: Type.Number() },
  { additionalProperties: false },
);
const weights = <Name extends string>(names: readonly Name[]) => recordOf(names, Type.Number());
const Formula = { source: Source, score: Limits };

/**
 * The published formulas of MELD-Na, MELD 3.0 and FIB-4 (`clinical-liver-other` B2.14): creatinine and bilirubin in mg/dL,
 * sodium in mmol/L, albumin in g/dL, logarithms to base e. `low` and `high` are the limits at which an input is cut.
 */
export const LiverScoreFormulas = Type.Object(
  {
    id: Type.Literal('liver-scores'),
    version: Type.String({ pattern: '^\\d+\\.\\d+\\.\\d+$' }),
    status: Type.Union([Type.Literal('draft'), Type.Literal('reviewed'), Type.Literal('retired')]),
    owner: Type.String({ minLength: 1 }),
    reviewBy: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }),
    meldNa: Type.Object(
      {
        ...Formula,
        creatinine: Limits,
        bilirubinLow: Type.Number(),
        inrLow: Type.Number(),
        sodium: Limits,
        weights: weights(['lnCreatinine', 'lnBilirubin', 'lnInr', 'constant']),
        /** Sodium counts above this MELD(i). */
        sodiumAbove: Type.Number(),
        sodiumWeights: weights(['sodium', 'meldSodium']),
        ageFrom: Type.Number(),
      },
      { additionalProperties: false },
    ),
    meld3: Type.Object(
      {
        ...Formula,
        creatinine: Limits,
        bilirubinLow: Type.Number(),
        inrLow: Type.Number(),
        sodium: Limits,
        albumin: Limits,
        weights: weights([
          'female',
          'lnBilirubin',
          'sodium',
          'sodiumLnBilirubin',
          'lnInr',
          'lnCreatinine',
          'albumin',
          'albuminLnCreatinine',
          'constant',
        ]),
        ageFrom: Type.Number(),
        /** Below this age everyone gets the weight of women. */
        adultFrom: Type.Number(),
      },
      { additionalProperties: false },
    ),
    fib4: Type.Object(
      {
        source: Source,
        lowBelow: Type.Number(),
        highAbove: Type.Number(),
        olderFrom: Type.Number(),
        lowBelowOlder: Type.Number(),
        reliableFrom: Type.Number(),
        ageFrom: Type.Number(),
      },
      { additionalProperties: false },
    ),
  },
  { additionalProperties: false },
);
export type LiverScoreFormulas = Static<typeof LiverScoreFormulas>;
