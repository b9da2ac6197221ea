import type { LiverScoreFormulas } from '../../../pack/liver-scores.js';
import { isMoreThan } from '../../../evidence/liver/decimal-comparison.js';
import { within } from './within.js';

/** Creatinine and bilirubin in mg/dL, sodium in mmol/L. */
export interface MeldInputs {
  readonly creatinine: number;
  readonly bilirubin: number;
  readonly inr: number;
  readonly sodium: number;
  /** Creatinine counts as the formula's highest. */
  readonly dialysis: boolean;
}

/**
 * MELD with sodium as the Organ Procurement and Transplantation Network used it from 2016 to 2023 (`clinical-liver-other`
 * B2.14): a whole number from 6 to 40, and MELD(i), the part without sodium, on the way to it.
 */
export function meldNa(
  { creatinine, bilirubin, inr, sodium, dialysis }: MeldInputs,
  formula: LiverScoreFormulas['meldNa'],
): { readonly initial: number; readonly score: number } {
  const { weights, sodiumWeights, score } = formula;
  const cut = dialysis ? formula.creatinine.high : within(creatinine, formula.creatinine);
  // Rounded to a tenth and taken ten times: one rounding to a whole number.
  const initial = Math.round(
    10 *
      (weights.lnCreatinine * Math.log(cut) +
        weights.lnBilirubin * Math.log(Math.max(bilirubin, formula.bilirubinLow)) +
        weights.lnInr * Math.log(Math.max(inr, formula.inrLow)) +
        weights.constant),
  );
  const lacking = formula.sodium.high - within(sodium, formula.sodium);
  const withSodium = isMoreThan(initial, formula.sodiumAbove)
    ? initial + sodiumWeights.sodium * lacking - sodiumWeights.meldSodium * initial * lacking
    : initial;
  return { initial, score: within(Math.round(withSodium), score) };
}
