/**
 * A limit that is written as a decimal number holds as one: 0.6 of 3.0 is 20 %, although the machine's quotient is not
 * (`clinical-liver-other` B2.9).
 */
const TOLERANCE = 1e-9;

export const isAtLeast = (value: number, limit: number): boolean => value >= limit - TOLERANCE;
export const isMoreThan = (value: number, limit: number): boolean => value > limit + TOLERANCE;
