import { isAtLeast, isMoreThan } from '../../../evidence/liver/decimal-comparison.js';
import type { LiverScoreFormulas } from '../../../pack/liver-scores.js';

/** Age in completed years, AST and ALT in U/L, platelets in 10*3/uL. */
export interface Fib4Inputs {
  readonly age: number;
  readonly ast: number;
  readonly alt: number;
  readonly platelets: number;
}

/** FIB-4 (`clinical-liver-other` B2.14); the unrounded value is compared. Unreliable in the young. */
export function fib4(
  { age, ast, alt, platelets }: Fib4Inputs,
  formula: LiverScoreFormulas['fib4'],
): {
  readonly score: number;
  readonly fibrosis: 'low' | 'indeterminate' | 'high';
  readonly reliable: boolean;
} {
  const score = (age * ast) / (platelets * Math.sqrt(alt));
  const lowBelow = age >= formula.olderFrom ? formula.lowBelowOlder : formula.lowBelow;
  const fibrosis = isMoreThan(score, formula.highAbove)
    ? 'high'
    : isAtLeast(score, lowBelow)
      ? 'indeterminate'
      : 'low';
  return { score, fibrosis, reliable: age >= formula.reliableFrom };
}
