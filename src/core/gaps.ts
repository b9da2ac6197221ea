import { type Chart, RESOURCE_TYPE_OF, type SliceName } from './chart.js';
import type { Gap } from './decision.js';

/** The chart inputs that were not wholly seen, in the order of the slices. */
export function gapsIn(chart: Chart): readonly Gap[] {
  return (Object.keys(chart.slices) as SliceName[]).flatMap((slice) => {
    const { state, ...rest } = chart.slices[slice];
    if (state === 'complete' || !('fault' in rest)) return [];
    return [{ slice, resourceType: RESOURCE_TYPE_OF[slice], state, fault: rest.fault }];
  });
}
