import { isAtLeast, isMoreThan } from '../../evidence/liver/decimal-comparison.js';
import type { ReadableLiverResult } from '../../evidence/liver-result.js';
import { canClear, type CurrentResults } from './current-results.js';
import { mostDaysApart } from './days-apart.js';
import { surely } from './raised.js';

interface Limits {
  /** mg/dL */
  readonly totalTo: number;
  /** Percent of the total. */
  readonly directBelow: number;
  readonly daysApart: number;
}

/**
 * The results that make a raised bilirubin look like Gilbert's syndrome (`clinical-liver-other` B2.12): ALT and AST within
 * normal, a small direct fraction, a total that is not too high. All of them final, wholly read and of about the same days:
 * what is missing never makes a card milder.
 */
export function gilbertPattern(
  alt: CurrentResults,
  ast: CurrentResults,
  bilirubin: CurrentResults,
  direct: CurrentResults,
  limits: Limits,
): readonly ReadableLiverResult[] | undefined {
  const [standing, ...others] = bilirubin.standing;
  if (standing === undefined || others.length > 0 || !canClear(standing.result)) return undefined;
  const total = standing.result;
  const amount = total.value.canonical;
  if (amount === undefined || total.value.bound !== undefined) return undefined;
  if (isMoreThan(amount, limits.totalTo)) return undefined;

  const isSmallPart = ({ value: { canonical, bound } }: ReadableLiverResult): boolean =>
    canonical !== undefined &&
    bound !== 'above' &&
    !isAtLeast((100 * canonical) / amount, limits.directBelow);
  const normal = [surely(alt, isNormal), surely(ast, isNormal), surely(direct, isSmallPart)];
  const pattern = [total, ...normal].filter((result) => result !== undefined);
  const isWhole = pattern.length === normal.length + 1;
  return isWhole && mostDaysApart(pattern.map(({ at }) => at)) <= limits.daysApart
    ? pattern
    : undefined;
}

const isNormal = ({ value: { upperLimit, bound } }: ReadableLiverResult): boolean =>
  upperLimit !== undefined && bound !== 'above' && !isMoreThan(upperLimit.timesLowest, 1);
