import { RESOURCE_TYPE_OF } from '../core/chart.js';

const CHART_TYPES = new Set<string>([...Object.values(RESOURCE_TYPE_OF), 'Medication']);

/** A resource type as a label: a reference in a chart could name any type. */
export const typeLabel = (resourceType: string): string =>
  CHART_TYPES.has(resourceType) ? resourceType : 'other';
