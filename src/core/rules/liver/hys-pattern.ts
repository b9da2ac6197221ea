import type { CurrentResults, StandingResult } from './current-results.js';
import { leastDaysApart, mostDaysApart } from './days-apart.js';
import { isAtOrAbove, raisedTo, surely, timesOf } from './raised.js';

/** A raised enzyme with a raised bilirubin of about the same days, and the ALP that does not explain them, if there is one. */
export interface HysPattern {
  readonly enzyme: StandingResult;
  readonly bilirubin: StandingResult;
  readonly alp: StandingResult | undefined;
}

interface Limits {
  readonly enzymeFrom: number;
  readonly bilirubinFrom: number;
  readonly alpFrom: number;
  readonly daysApart: number;
  /** The last day on which a newer sample would be too old. */
  readonly notBefore: number;
}

/**
 * The pattern of Hy's law (`clinical-liver-other` B2.12): ALT or AST and total bilirubin raised together, unless ALP surely is
 * raised too. An ALP that is absent, or of other days, leaves the pattern standing. The worst enzyme speaks.
 */
export function hysPattern(
  enzymes: readonly CurrentResults[],
  bilirubin: CurrentResults,
  alp: CurrentResults,
  limits: Limits,
): HysPattern | undefined {
  const raised = enzymes
    .flatMap((enzyme) => raisedTo(enzyme, limits.enzymeFrom) ?? [])
    .sort((a, b) => timesOf(b.result) - timesOf(a.result));
  const excluding = surely(alp, isAtOrAbove(limits.alpFrom));
  const together = raisedTo(bilirubin, limits.bilirubinFrom)?.filter(
    ({ result: { at } }) =>
      excluding === undefined || mostDaysApart([excluding.at, at]) > limits.daysApart,
  );
  for (const enzyme of raised) {
    const beside = together?.find(({ result: { at } }) => {
      const newer = Math.max(at.latest.day, enzyme.result.at.latest.day);
      return newer >= limits.notBefore && leastDaysApart(at, enzyme.result.at) <= limits.daysApart;
    });
    if (beside === undefined) continue;
    const known = alp.standing.find(
      ({ result }) =>
        result.value.upperLimit !== undefined &&
        leastDaysApart(result.at, beside.result.at) <= limits.daysApart,
    );
    return { enzyme, bilirubin: beside, alp: known };
  }
  return undefined;
}
