import type { Bundle, CodeableConcept, FhirResource, Reference } from 'fhir/r4.js';

type Row = Readonly<Record<string, unknown>> & { resourceType: string; id?: string };

/**
 * Answers a FHIR search or read over a list of resources, as a plain R4 server would: `Type/id` or
 * `Type?patient=…&category=…&code=…&status=…&_sort=-…&_count=…`.
 * @returns the resource of a read (undefined = not there), the sorted rows of a search, and how many were asked for
 * @throws Error on a parameter that this search does not know, so that no test passes by an ignored filter
 */
export function searchRows(
  query: string,
  resources: readonly FhirResource[],
): { rows: readonly FhirResource[]; count: number | undefined } {
  const [type = '', filter = ''] = query.split('?');
  let rows = resources.filter(
    ({ resourceType }) => resourceType === type,
  ) as unknown as readonly Row[];
  let count: number | undefined;
  for (const [name, value] of new URLSearchParams(filter)) {
    if (name === '_count') count = Number(value);
    else if (name === '_sort') rows = sorted(rows, value);
    else if (name in filters) rows = rows.filter((row) => filters[name]?.(row, value));
    else throw new Error(`${query}: the search knows no ${name}`);
  }
  return { rows: rows as unknown as readonly FhirResource[], count };
}

export function readRow(
  path: string,
  resources: readonly FhirResource[],
): FhirResource | undefined {
  const [type, id] = path.split('/');
  return resources.find((row) => row.resourceType === type && row.id === id);
}

/** A total counts what was found, however often a server shows it. */
export const distinct = (rows: readonly FhirResource[]): number =>
  new Set(rows.map((row) => row.id ?? row)).size;

/** A searchset of one page. */
export function searchset(rows: readonly FhirResource[], base: string): Bundle {
  return {
    resourceType: 'Bundle',
    type: 'searchset',
    total: distinct(rows),
    entry: rows.map((resource) => ({
      fullUrl: `${base}/${resource.resourceType}/${resource.id ?? ''}`,
      resource,
      search: { mode: 'match' },
    })),
  };
}

const filters: Readonly<Record<string, (row: Row, value: string) => boolean>> = {
  _id: (row, value) => row.id === value,
  patient: (row, value) => patientOf(row) === value.replace(/^Patient\//, ''),
  category: (row, value) => matchesToken(row['category'], value),
  code: (row, value) => matchesToken(row['code'], value),
  status: (row, value) => value.split(',').includes(String(row['status'])),
};

function patientOf(row: Row): string | undefined {
  const [attending] = (row['participant'] ?? []) as readonly { readonly actor?: Reference }[];
  const { reference } = (row['subject'] ??
    row['patient'] ??
    row['beneficiary'] ??
    attending?.actor ??
    {}) as Reference;
  return reference?.replace(/^Patient\//, '');
}

/** A token search: `code` or `system|code`, several joined by commas. */
function matchesToken(element: unknown, value: string): boolean {
  const concepts = (Array.isArray(element) ? element : [element]) as (
    CodeableConcept | undefined
  )[];
  const codings = concepts.flatMap((concept) => concept?.coding ?? []);
  return value.split(',').some((token) => {
    const [system, code] = token.includes('|') ? token.split('|') : [undefined, token];
    return codings.some(
      (coding) => coding.code === code && (system === undefined || coding.system === system),
    );
  });
}

const DATE_ELEMENTS = [
  'authoredOn',
  'whenHandedOver',
  'effectiveDateTime',
  'performedDateTime',
  'recordedDate',
  'issued',
  'authored',
  'dateTime',
  'date',
  'dateAsserted',
  'created',
];
const SORTS = new Set(
  'authoredon whenhandedover effective effective-time date recorded-date authored created'.split(
    ' ',
  ),
);

/** Newest first for `-…`; rows without the date come last. */
function sorted(rows: readonly Row[], sort: string): readonly Row[] {
  if (!SORTS.has(sort.replace(/^-/, ''))) throw new Error(`The search cannot sort by ${sort}`);
  const direction = sort.startsWith('-') ? -1 : 1;
  return [...rows].sort((a, b) => direction * (dateOf(a) - dateOf(b)));
}

function dateOf(row: Row): number {
  const period = row['effectivePeriod'] as { end?: string; start?: string } | undefined;
  const dates = DATE_ELEMENTS.map((element) => row[element]);
  const text = [...dates, period?.end, period?.start].find((date) => typeof date === 'string');
  return text === undefined ? 0 : Date.parse(text);
}
