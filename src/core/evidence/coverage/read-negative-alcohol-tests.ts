import { comparePoints } from '../../time/distance.js';
import type { Answer } from '../answered-day.js';
import { provenanceOf } from '../chart-rows.js';
import type { IdentifiedObservation } from '../identify-observations.js';
import { collectionOf } from '../liver/panel-times.js';
import type { ObservationIdentity } from '../recognise/recognise-observation-code.js';
import { placed } from '../toxicology/read-collection.js';
import { readMeasurement } from '../toxicology/read-measurement.js';
import { readResultValue } from '../toxicology/read-result-value.js';
import type { ToxicologyReader } from '../toxicology/toxicology-reader.js';
import type { AlcoholNegative } from './coverage-evidence.js';

const FINAL: ReadonlySet<unknown> = new Set(['final', 'amended', 'corrected']);
const NO_RESULT: ReadonlySet<string> = new Set(['cutoff', 'metadata', 'panel', 'validity']);

/**
 * Final negative tests for alcohol, its metabolites or PEth from wholly known sources, the newest first: payers ask for them.
 * Only a result that says so is negative: in words, or below the laboratory's own limit.
 */
export const readNegativeAlcoholTests = (
  observations: readonly IdentifiedObservation[],
  reader: ToxicologyReader,
): readonly AlcoholNegative[] =>
  observations
    .filter(({ complete, resource }) => complete && FINAL.has(resource.status))
    .flatMap((row) => {
      const parts: readonly (readonly [Answer, ObservationIdentity])[] = [
        [row.resource, row.identity],
        ...row.components.map(({ component, identity }) => [component, identity] as const),
      ];
      const time = collectionOf(row.resource, reader.zone);
      const at = time && placed(time, 'collected', reader).collected;
      if (at === undefined) return [];
      return parts.flatMap(([answer, identity]) => {
        const name = alcoholTest(identity);
        return name !== undefined && isNegative(answer, reader)
          ? [{ name, at, provenance: provenanceOf(row) }]
          : [];
      });
    })
    .sort((a, b) => comparePoints(b.at.earliest, a.at.earliest));

function alcoholTest(identity: ObservationIdentity): string | undefined {
  if (identity.is !== 'toxicology' || identity.test.subject !== 'alcohol') return undefined;
  return NO_RESULT.has(identity.test.method) ? undefined : identity.test.analyte;
}

function isNegative(answer: Answer, { knowledge }: ToxicologyReader): boolean {
  const measured = readMeasurement(answer);
  if (measured === undefined) return readResultValue(answer, true, knowledge) === 'negative';
  return measured.comparator === '<' || measured.value === 0;
}
