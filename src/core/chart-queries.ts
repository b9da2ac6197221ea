import { RESOURCE_TYPE_OF, type SliceName } from './chart.js';
import type { ServiceFile } from './pack/service.js';
import type { Terminology } from './pack/terminology.js';

/**
 * How one slice is asked for: the same text is the prefetch template of discovery and, with its tokens filled, our own
 * FHIR request. The key of the prefetch is the slice's name.
 */
export interface ChartQuery {
  readonly slice: SliceName;
  readonly resourceType: string;
  readonly template: string;
  /** The Observation category of all rows that it asks for: SMART scopes may be limited by it. */
  readonly category: string | undefined;
  /** A search's `_count`; undefined for a read by id. */
  readonly count: number | undefined;
  readonly lookBackDays: number | undefined;
}

const OF_PATIENT = 'patient={{context.patientId}}';
/** Body weight, and body weight measured. */
const BODY_WEIGHT = ['29463-7', '3141-9'];

/** One search: `sort` is a date parameter of R4, so that the newest rows come first; a Coverage has none. */
interface Search {
  readonly slice: SliceName;
  readonly sort?: string;
  readonly category?: string;
  /** LOINC codes in place of a category that charts are not agreed on; they stand in `category` all the same. */
  readonly codes?: (terminology: Terminology) => readonly string[];
}

/** In the order of discovery. */
const SEARCHES: readonly Search[] = [
  { slice: 'medicationRequests', sort: 'authoredon' },
  { slice: 'medicationStatements', sort: 'effective' },
  { slice: 'medicationDispenses', sort: 'whenhandedover' },
  { slice: 'medicationAdministrations', sort: 'effective-time' },
  { slice: 'laboratory', sort: 'date', category: 'laboratory' },
  { slice: 'liverTests', sort: 'date', category: 'laboratory', codes: liverCodes },
  { slice: 'assessments', sort: 'date', category: 'survey' },
  { slice: 'socialHistory', sort: 'date', category: 'social-history' },
  { slice: 'bodyWeight', sort: 'date', category: 'vital-signs', codes: () => BODY_WEIGHT },
  { slice: 'diagnosticReports', sort: 'date' },
  { slice: 'conditions', sort: 'recorded-date' },
  { slice: 'procedures', sort: 'date' },
  { slice: 'allergies', sort: 'date' },
  { slice: 'serviceRequests', sort: 'authored' },
  { slice: 'appointments', sort: 'date' },
  { slice: 'coverages' },
  { slice: 'claims', sort: 'created' },
  { slice: 'claimResponses', sort: 'created' },
  { slice: 'consents', sort: 'date' },
  { slice: 'documents', sort: 'date' },
  { slice: 'questionnaireResponses', sort: 'authored' },
  { slice: 'carePlans', sort: 'date' },
  { slice: 'visits', sort: 'date' },
];

const MAX_TEMPLATE_LENGTH = 2000;

/**
 * The queries of all slices, in CDS Hooks 2.0 grammar only: root-level primitive tokens, no parameter twice, because
 * clients have been seen to merge repeated ones into "or".
 * @throws Error when `cards/service.json` has no limit for a slice, or a template grows over 2,000 characters
 */
export function chartQueries(
  terminology: Terminology,
  limits: ServiceFile['chart'],
): ReadonlyMap<SliceName, ChartQuery> {
  const searches = SEARCHES.map(({ slice, sort, category, codes }): ChartQuery => {
    const resourceType = RESOURCE_TYPE_OF[slice];
    const limit = limits[slice];
    if (limit === undefined) throw new Error(`cards/service.json has no chart limit for ${slice}`);
    const { count, lookBackDays } = limit;
    const filter = codes === undefined ? inCategory(category) : withCodes(codes(terminology));
    const order = sort === undefined ? '' : `&_sort=-${sort}`;
    const template = `${resourceType}?${OF_PATIENT}${filter}${order}&_count=${String(count)}`;
    if (template.length > MAX_TEMPLATE_LENGTH)
      throw new Error(`prefetch template too long: ${slice}`);
    return { slice, resourceType, template, category, count, lookBackDays };
  });
  const reads = [
    readOf('patient', '{{context.patientId}}'),
    readOf('encounter', '{{context.encounterId}}'),
  ];
  return new Map([...reads, ...searches].map((query) => [query.slice, query]));
}

const readOf = (slice: SliceName, token: string): ChartQuery => ({
  slice,
  resourceType: RESOURCE_TYPE_OF[slice],
  template: `${RESOURCE_TYPE_OF[slice]}/${token}`,
  category: undefined,
  count: undefined,
  lookBackDays: undefined,
});

const inCategory = (category: string | undefined): string =>
  category === undefined ? '' : `&category=${category}`;

const withCodes = (codes: readonly string[]): string =>
  `&code=${codes.map((code) => `http://loinc.org|${code}`).join(',')}`;

function liverCodes(terminology: Terminology): readonly string[] {
  return [...terminology.observations.liver.values()].flatMap(({ code, use }) =>
    code === undefined || use === 'trap' ? [] : [code],
  );
}
