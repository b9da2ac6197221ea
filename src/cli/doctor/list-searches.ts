import { type Chart, resourcesOf, type SliceFault } from '../../core/chart.js';
import type { ChartQuery } from '../../core/chart-queries.js';
import type { ReadEvent } from '../../fhir/read-session.js';
import { fillTemplate } from '../../hook/fill-template.js';
import { explainFault } from './explain-fault.js';
import type { ObservedRead } from './read-test-chart.js';
import type { SearchRow } from './report.js';

export interface SearchedChart {
  readonly chart: Chart;
  readonly patientId: string;
  readonly reads: readonly ObservedRead[];
  readonly events: readonly ReadEvent[];
  /** The clinical questions that rest on a slice. */
  readonly questionsOn: (slice: ChartQuery['slice']) => readonly string[];
}

/** What became of each query of the chart, in the order of discovery. */
export const listSearches = (
  queries: readonly ChartQuery[],
  searched: SearchedChart,
): readonly SearchRow[] => queries.map((query) => rowOf(query, searched));

function rowOf(
  query: ChartQuery,
  { chart, patientId, reads, events, questionsOn }: SearchedChart,
): SearchRow {
  const { slice: name, resourceType } = query;
  const slice = chart.slices[name];
  const path = fillTemplate(query.template, { patientId, encounterId: undefined });
  const read = reads.find((one) => one.query === path);
  const pages = read?.pages ?? [];
  const answered = pages.filter(({ fault }) => fault === undefined || CAME.has(fault.reason));
  const rows = pages.reduce((sum, page) => sum + page.rows.length, 0);
  const known = {
    slice: name,
    resourceType,
    status: statusOf(pages, answered.length),
    rows: query.count === undefined ? resourcesOf(slice).length : rows,
    pages: answered.length,
    milliseconds: read && Math.round(read.milliseconds),
  };
  if (slice.state === 'complete') {
    return read === undefined
      ? { ...known, completeness: 'not-asked', why: 'the EHR names it in the call', lost: [] }
      : { ...known, completeness: 'complete', lost: [] };
  }
  const { why, remedy } = explainFault(query, slice.fault, {
    asked: read !== undefined,
    failures: failuresOf(events, resourceType),
  });
  return {
    ...known,
    completeness: slice.state,
    why,
    ...(slice.state === 'not-asked' ? {} : { remedy }),
    lost: slice.state === 'not-asked' ? [] : questionsOn(name),
  };
}

/** Faults of a page that came; behind all others there was no page to count. */
const CAME: ReadonlySet<SliceFault['reason']> = new Set([
  'withheld',
  'operation-outcome',
  'wrong-fhir-version',
  'unreadable-row',
  'not-fhir',
]);

/** An answer counts only with status 200: any other stands in the fault. */
function statusOf(pages: readonly { fault: SliceFault | undefined }[], answered: number) {
  const refused = pages.find(({ fault }) => fault?.status !== undefined)?.fault?.status;
  return refused ?? (answered > 0 ? 200 : undefined);
}

/** How requests for this type failed below HTTP. */
const failuresOf = (
  events: readonly ReadEvent[],
  type: string,
): readonly ReadEvent['outcome'][] => [
  ...new Set(
    events
      .filter(({ resourceType, outcome }) => resourceType === type && outcome !== 'read')
      .map(({ outcome }) => outcome),
  ),
];
