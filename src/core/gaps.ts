import { type Chart, RESOURCE_TYPE_OF, type SliceName } from './chart.js';
import type { Gap } from './decision.js';

/** The chart inputs that this call needed and did not wholly see, in the order of the slices. */
export function gapsIn(chart: Chart): readonly Gap[] {
  return (Object.keys(chart.slices) as SliceName[]).flatMap((slice) => {
    const seen = chart.slices[slice];
    if (seen.state === 'complete') return [];
    const { state, fault } = seen;
    if (fault.reason === 'not-needed') return [];
    return [{ slice, resourceType: RESOURCE_TYPE_OF[slice], state, fault }];
  });
}
