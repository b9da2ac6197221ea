import type { Readiness } from '../../pack/readiness.js';
import type { ActiveCoverage, CoverageEvidence } from './coverage-evidence.js';
import { mapsTo } from './choose-policy.js';

/**
 * Does Medicare pay (`clinical-liver-other` E2)? By its type, its words, or the site's map of payors; Medicare Advantage counts
 * unless the site says that such plans have rules of their own.
 * @param known every Coverage was read; otherwise a Medicare card may be among those that were not
 */
export function readMedicare(
  coverages: readonly ActiveCoverage[],
  known: boolean,
  site: Readiness | undefined,
): CoverageEvidence['medicare'] {
  const paying = coverages.filter((coverage) => {
    if (mapsTo(coverage, site).some(({ medicare }) => medicare === true)) return true;
    return coverage.medicare === 'managed'
      ? site?.medicareAdvantage !== 'own-rules'
      : coverage.medicare === 'original';
  });
  const evidenceOf = (rows: readonly ActiveCoverage[]) => rows.map(({ provenance }) => provenance);
  if (paying.length > 0) return { is: 'yes', evidence: evidenceOf(paying) };
  const saysWhose = coverages.every(({ names, line }) => line !== undefined || names.length > 0);
  return known && coverages.length > 0 && saysWhose
    ? { is: 'no', evidence: evidenceOf(coverages) }
    : { is: 'unknown', evidence: [] };
}
