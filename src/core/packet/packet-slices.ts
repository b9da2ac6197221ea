import type { SliceName } from '../chart.js';
import { neededSlices } from '../rules/needed-slices.js';

/** What only papers read. */
const OF_PAPERS: readonly SliceName[] = [
  'coverages',
  'claims',
  'claimResponses',
  'consents',
  'documents',
  'questionnaireResponses',
  'carePlans',
  'visits',
];

/** Every part of the chart that safety, readiness and papers read, whatever the site shows on cards. */
export const packetSlices = (): ReadonlySet<SliceName> =>
  new Set([
    ...neededSlices('naltrexone', {}),
    ...neededSlices('readiness', { readiness: { documentation: 'on' } }),
    ...OF_PAPERS,
  ]);
