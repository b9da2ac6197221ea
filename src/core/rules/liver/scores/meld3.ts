import type { LiverScoreFormulas } from '../../../pack/liver-scores.js';
import type { MeldInputs } from './meld-na.js';
import { within } from './within.js';

/** Albumin in g/dL. `female` also for everyone below the adult age of the formula. */
export interface Meld3Inputs extends MeldInputs {
  readonly albumin: number;
  readonly female: boolean;
}

/** MELD 3.0 (`clinical-liver-other` B2.14): the raw value, and the score as a whole number from 6 to 40. */
export function meld3(
  inputs: Meld3Inputs,
  formula: LiverScoreFormulas['meld3'],
): { readonly raw: number; readonly score: number } {
  const { weights, score } = formula;
  const lnBilirubin = Math.log(Math.max(inputs.bilirubin, formula.bilirubinLow));
  const lnInr = Math.log(Math.max(inputs.inr, formula.inrLow));
  const lnCreatinine = Math.log(
    inputs.dialysis ? formula.creatinine.high : within(inputs.creatinine, formula.creatinine),
  );
  const sodium = formula.sodium.high - within(inputs.sodium, formula.sodium);
  const albumin = formula.albumin.high - within(inputs.albumin, formula.albumin);
  const raw =
    (inputs.female ? weights.female : 0) +
    weights.lnBilirubin * lnBilirubin +
    weights.sodium * sodium -
    weights.sodiumLnBilirubin * sodium * lnBilirubin +
    weights.lnInr * lnInr +
    weights.lnCreatinine * lnCreatinine +
    weights.albumin * albumin -
    weights.albuminLnCreatinine * albumin * lnCreatinine +
    weights.constant;
  return { raw, score: within(Math.round(raw), score) };
}
