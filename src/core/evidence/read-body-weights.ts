import type { UnitTable } from '../pack/liver-laboratory.js';
import type { Span } from '../time/instant.js';
import { provenanceOf } from './chart-rows.js';
import type { IdentifiedObservation } from './identify-observations.js';
import { collectionOf } from './liver/panel-times.js';
import { readMeasurement } from './liver/read-measurement.js';
import { toCanonical } from './liver/read-unit.js';
import type { Provenance } from './provenance.js';
import type { Reader } from './opioid-use/reader.js';
import { placed } from './toxicology/read-collection.js';

/** A body weight that was measured or stated. */
export interface BodyWeight {
  readonly kilograms: number;
  readonly at: Span;
  readonly provenance: Provenance;
}

const FINAL: ReadonlySet<unknown> = new Set(['final', 'amended', 'corrected']);

/** Body weights with a date and a known unit, for the estimate of kidney function (`clinical-liver-other` C7). */
export const readBodyWeights = (
  observations: readonly IdentifiedObservation[],
  units: Readonly<Record<string, UnitTable>>,
  reader: Reader,
): readonly BodyWeight[] => {
  const { weight } = units;
  if (weight === undefined) throw new Error('liver-laboratory: no unit table weight');
  return observations.flatMap((row) => {
    const { identity, resource } = row;
    if (identity.is !== 'assessment' || identity.test.assessment !== 'body-weight') return [];
    const time = FINAL.has(resource.status) ? collectionOf(resource, reader.zone) : undefined;
    const at = time && placed(time, 'collected', reader).collected;
    const measured = readMeasurement(resource, weight, []);
    if (at === undefined || measured.is !== 'number' || measured.unit.is !== 'known') return [];
    const kilograms = toCanonical(measured.value, measured.unit.unit);
    return measured.bound === undefined && kilograms > 0
      ? [{ kilograms, at, provenance: provenanceOf(row) }]
      : [];
  });
};
