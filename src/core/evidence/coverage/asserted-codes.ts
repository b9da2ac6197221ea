import type { Day } from '../../time/instant.js';
import type { Provenance } from '../provenance.js';
import type { CoverageAssertion, CoverageEvidence } from './coverage-evidence.js';

/** Drugs; those of services, such as the injection itself, stand beside them. */
const DRUG_CODE = /^[CJQS]\d{4}$/;

/**
 * The drug codes that the payer of this bill has named in its newest assertion that still holds (`product.md` 2.3), an assertion about
 * another coverage left out.
 * @returns no codes when the payer named none
 */
export function assertedCodes(
  { assertions, coverages: [primary] }: Pick<CoverageEvidence, 'assertions' | 'coverages'>,
  plannedDay: Day,
): { readonly codes: readonly string[]; readonly evidence: readonly Provenance[] } {
  const holding = assertions.filter(
    (one) =>
      isAbout(one, primary) && (one.expires === undefined || plannedDay <= one.expires.latest.day),
  );
  const newest = holding.filter(
    ({ madeOn }) => madeOn?.latest.day === holding[0]?.madeOn?.latest.day,
  );
  const naming = newest.filter(({ billingCodes }) => billingCodes.some(isDrug));
  return {
    codes: [...new Set(naming.flatMap(({ billingCodes }) => billingCodes.filter(isDrug)))],
    evidence: naming.map(({ provenance }) => provenance),
  };
}

const isDrug = (code: string): boolean => DRUG_CODE.test(code);

/** An assertion about another coverage than the primary one is not about this bill. */
export const isAbout = (
  { coverage }: CoverageAssertion,
  primary: CoverageEvidence['coverages'][number] | undefined,
): boolean => coverage === undefined || primary === undefined || coverage.endsWith(primary.ref);
