import type { Finding } from '../../src/core/rules/finding.js';
import { caseToFhir } from './case-to-fhir.js';
import type { ClinicalCase } from './clinical-case.js';
import { decideCase, prepareCase } from './decide-case.js';
import { theKnowledge } from './hook-parts.js';

/** The findings of one question about a chart in the notation of the cases, as `outcome` texts or in full. */
export async function findingsOf(
  question: string,
  chart: Pick<ClinicalCase, 'given' | 'order' | 'facts' | 'access'>,
): Promise<readonly Finding[]> {
  const decision = decideCase(await prepareCase(caseToFhir(chart)), theKnowledge());
  return (decision?.findings ?? []).filter((finding) => finding.question === question);
}

export const outcomesOf = async (
  ...args: Parameters<typeof findingsOf>
): Promise<readonly string[]> => (await findingsOf(...args)).map(({ outcome }) => outcome);
