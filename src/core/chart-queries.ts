import { RESOURCE_TYPE_OF, type SliceName } from './chart.js';
import type { ServiceFile } from './pack/service.js';
import type { Terminology } from './pack/terminology.js';
import type { Rule } from './rules/rule.js';

/**
 * How one slice is asked for: the same text is the prefetch template of discovery and, with its tokens filled, our own
 * FHIR request. The key of the prefetch is the slice's name.
 */
export interface ChartQuery {
  readonly slice: SliceName;
  readonly resourceType: string;
  readonly template: string;
  /** A search's `_count`; undefined for a read by id. */
  readonly count: number | undefined;
  readonly lookBackDays: number | undefined;
}

const OF_PATIENT = 'patient={{context.patientId}}';
const LABORATORY = `${OF_PATIENT}&category=laboratory`;
const SURVEY = `${OF_PATIENT}&category=survey`;

/** The searches by slice, in the order of discovery. `sort` is a date parameter of R4, so that the newest rows come first. */
const SEARCHES: readonly (readonly [slice: SliceName, filter: string, sort: string])[] = [
  ['medicationRequests', OF_PATIENT, 'authoredon'],
  ['medicationStatements', OF_PATIENT, 'effective'],
  ['medicationDispenses', OF_PATIENT, 'whenhandedover'],
  ['medicationAdministrations', OF_PATIENT, 'effective-time'],
  ['laboratory', LABORATORY, 'date'],
  ['liverTests', OF_PATIENT, 'date'],
  ['assessments', SURVEY, 'date'],
  ['diagnosticReports', OF_PATIENT, 'date'],
  ['conditions', OF_PATIENT, 'recorded-date'],
  ['procedures', OF_PATIENT, 'date'],
  ['allergies', OF_PATIENT, 'date'],
  ['serviceRequests', OF_PATIENT, 'authored'],
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
  const searches = SEARCHES.map(([slice, filter, sort]): ChartQuery => {
    const resourceType = RESOURCE_TYPE_OF[slice];
    const limit = limits[slice];
    if (limit === undefined) throw new Error(`cards/service.json has no chart limit for ${slice}`);
    const { count, lookBackDays } = limit;
    const codes = slice === 'liverTests' ? `&code=${liverCodes(terminology)}` : '';
    const template = `${resourceType}?${filter}${codes}&_sort=-${sort}&_count=${String(count)}`;
    if (template.length > MAX_TEMPLATE_LENGTH)
      throw new Error(`prefetch template too long: ${slice}`);
    return { slice, resourceType, template, count, lookBackDays };
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
  count: undefined,
  lookBackDays: undefined,
});

function liverCodes(terminology: Terminology): string {
  return [...terminology.observations.liver.values()]
    .filter((test) => test.code !== undefined && test.use !== 'trap')
    .map((test) => `http://loinc.org|${test.code ?? ''}`)
    .join(',');
}

/** The slices that the rules read, so that what is asked for can never drift from what is used. */
export function slicesNeededBy(
  rules: readonly Pick<Rule, 'asks' | 'needs'>[],
  question?: Rule['asks'],
): ReadonlySet<SliceName> {
  return new Set(
    rules
      .filter(({ asks }) => question === undefined || asks === question)
      .flatMap(({ needs }) => needs),
  );
}
