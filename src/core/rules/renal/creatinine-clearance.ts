/** The constants of the formula as the question file gives them. */
export interface CockcroftGault {
  /** The age from which the patient's age is subtracted, in years. */
  readonly ageFrom: number;
  readonly divisor: number;
  readonly female: number;
}

/**
 * Creatinine clearance after Cockcroft and Gault, in mL/min.
 * Source: Cockcroft DW, Gault MH. Nephron 1976;16:31-41.
 * @param creatinine serum creatinine in mg/dL
 * @param sex an unknown one counts as female, the lower estimate
 */
export const creatinineClearance = (
  ageYears: number,
  kilograms: number,
  creatinine: number,
  sex: 'female' | 'male' | 'unknown',
  { ageFrom, divisor, female }: CockcroftGault,
): number =>
  (((ageFrom - ageYears) * kilograms) / (divisor * creatinine)) * (sex === 'male' ? 1 : female);
