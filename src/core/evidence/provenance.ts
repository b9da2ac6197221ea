import type { SliceName } from '../chart.js';

/** Where a fact was found. */
export interface Provenance {
  /** `Type/id` of the chart resource, `Type/id#n` for a component. */
  readonly source: string;
  readonly slice: SliceName | 'order';
  /** False when the slice is only partly known: such a fact counts against safety, never for it. */
  readonly complete: boolean;
}

/** `Type/id` of a source that may name a part of it. */
export const resourceOf = (source: string): string => source.replace(/#.*$/, '');
