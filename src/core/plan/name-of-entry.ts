import type { Evidence } from '../evidence/evidence.js';

/** Our own name of what a row of the chart is about; undefined where none of its facts has one. */
export function nameOfEntry(
  { exposures, diagnoses }: Evidence,
  source: string,
): string | undefined {
  const exposure = exposures.find(({ provenance }) => provenance.source === source);
  const diagnosis = diagnoses.find(({ provenance }) => provenance.source === source);
  return exposure?.ingredient ?? diagnosis?.display;
}
