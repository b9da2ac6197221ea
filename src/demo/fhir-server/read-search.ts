import { FhirRefusal } from './operation-outcome.js';
import { searchParametersOf, type SearchParameterOfType } from './search-parameters.js';

export interface SortKey {
  readonly parameter: SearchParameterOfType;
  readonly descending: boolean;
}

/** A search that this server understood in full. */
export interface ChartSearch {
  readonly resourceType: string;
  readonly filters: readonly (readonly [name: string, value: string])[];
  readonly sort: readonly SortKey[];
  readonly count: number;
  readonly offset: number;
}

/** Parameters whose value may be a bare patient id. */
export const PATIENT_PARAMETERS: readonly string[] = ['patient', 'subject', 'beneficiary'];

const DEFAULT_PAGE = 20;
const FHIR_ID = /^[A-Za-z0-9\-.]{1,64}$/;
const JSON_FORMATS = ['json', 'application/json', 'application/fhir+json'];

/**
 * Reads a search and refuses what it does not know. A lenient server would drop the parameter or find nothing, and a
 * client's wrong search would then look like an empty chart.
 *
 * @param base address of this server; a reference under it counts as relative
 * @throws FhirRefusal 400, or 406 for a format other than JSON
 */
export function readSearch(
  resourceType: string,
  query: URLSearchParams,
  base: string,
  maxPageSize: number,
): ChartSearch {
  const known = searchParametersOf(resourceType);
  const filters: (readonly [string, string])[] = [];
  let sort: readonly SortKey[] = [];
  let count = DEFAULT_PAGE;
  let offset = 0;
  for (const [name, value] of query) {
    if (value === '') throw new FhirRefusal(400, 'value', `parameter ${name} has no value`);
    if (name === '_sort') sort = readSort(value, known);
    else if (name === '_count') count = readNumber(name, value);
    else if (name === '_offset') offset = readNumber(name, value);
    else if (name === '_format') refuseOtherFormats(value);
    else if (known.has(name)) {
      filters.push([name, PATIENT_PARAMETERS.includes(name) ? toReferences(value, base) : value]);
    } else {
      throw new FhirRefusal(
        400,
        'not-supported',
        `unknown search parameter ${name} for ${resourceType}`,
      );
    }
  }
  return { resourceType, filters, sort, count: Math.min(count, maxPageSize), offset };
}

function readSort(
  value: string,
  known: ReadonlyMap<string, SearchParameterOfType>,
): readonly SortKey[] {
  return value.split(',').map((key) => {
    const descending = key.startsWith('-');
    const parameter = known.get(descending ? key.slice(1) : key);
    if (!parameter) throw new FhirRefusal(400, 'not-supported', `cannot sort by ${key}`);
    return { parameter, descending };
  });
}

function readNumber(name: string, value: string): number {
  if (!/^\d{1,6}$/.test(value)) throw new FhirRefusal(400, 'value', `${name} must be a number`);
  return Number(value);
}

function refuseOtherFormats(value: string): void {
  // a literal + in a query string arrives as a space
  if (!JSON_FORMATS.includes(value.replace(' ', '+'))) {
    throw new FhirRefusal(406, 'not-supported', 'only JSON is served');
  }
}

/** `X`, `Patient/X` and the absolute form of this server become `Patient/X`; the repository knows only that one. */
function toReferences(value: string, base: string): string {
  return value
    .split(',')
    .map((one) => {
      const relative = one.startsWith(`${base}/`) ? one.slice(base.length + 1) : one;
      if (/^https?:\/\//.test(relative)) return relative;
      const [type, id] = relative.includes('/') ? relative.split('/') : ['Patient', relative];
      // an unfilled {{context.patientId}} must not look like a patient without data
      if (!id || !FHIR_ID.test(id)) throw new FhirRefusal(400, 'value', 'not a FHIR id');
      return `${type ?? 'Patient'}/${id}`;
    })
    .join(',');
}
