import type { Chart, Slice, SliceName } from '../../chart.js';
import type { LocalCodeEntry, LocalCodes } from '../../pack/local-codes.js';
import type { Terminology } from '../../pack/terminology.js';
import { translateResource } from './translate-resource.js';

/** Which resources (`Type/id`) were read by which line of the site's list. */
export type LocalCodeUses = ReadonlyMap<LocalCodeEntry, ReadonlySet<string>>;

export interface TranslatedChart {
  readonly chart: Chart;
  readonly uses: LocalCodeUses;
}

const NO_USES: LocalCodeUses = new Map();

/** A chart with the site's local codes read; the very chart when the site lists none. */
export function translateChart(
  chart: Chart,
  terminology: Terminology,
  localCodes: LocalCodes | undefined,
): TranslatedChart {
  if (localCodes === undefined) return { chart, uses: NO_USES };
  const uses = new Map<LocalCodeEntry, Set<string>>();
  const slices = Object.entries(chart.slices).map(([name, slice]): [string, Slice] => {
    if (slice.state !== 'complete' && slice.state !== 'partial') return [name, slice];
    const resources = slice.resources.map((resource) => {
      const source = `${resource.resourceType}/${resource.id ?? '?'}`;
      return translateResource(resource, chart.medications, {
        localCodes,
        terminology,
        used: (entry) => uses.set(entry, (uses.get(entry) ?? new Set()).add(source)),
      });
    });
    return [name, { ...slice, resources }];
  });
  return {
    chart: { ...chart, slices: Object.fromEntries(slices) as Record<SliceName, Slice> },
    uses,
  };
}
