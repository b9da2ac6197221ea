import {
  convertToSearchableDates,
  convertToSearchableStrings,
  convertToSearchableTokens,
  evalFhirPathTyped,
  toTypedValue,
} from '@medplum/core';
import type { FhirResource } from 'fhir/r4.js';
import type { SortKey } from './read-search.js';

type Row = readonly [resource: FhirResource, values: readonly (string | undefined)[]];

/**
 * The resources in the order of `_sort`; one without a value comes last either way.
 *
 * The repository's own sort compares JSON text: a period sorts apart from a dateTime, 10:00-05:00 before 11:00Z, and
 * of several keys the last one wins. Paging newest-first needs the real order.
 */
export function sortRows(
  resources: readonly FhirResource[],
  sort: readonly SortKey[],
): readonly FhirResource[] {
  // evaluating a path is slow, so once per row and not once per comparison
  const rows = resources.map((one): Row => [one, sort.map((key) => sortValue(one, key))]);
  return rows.sort(([, a], [, b]) => compare(a, b, sort)).map(([resource]) => resource);
}

function compare(a: Row[1], b: Row[1], sort: readonly SortKey[]): number {
  for (const [position, { descending }] of sort.entries()) {
    const left = a[position];
    const right = b[position];
    if (left === right) continue;
    if (left === undefined) return 1;
    if (right === undefined) return -1;
    return left < right === descending ? 1 : -1;
  }
  return 0;
}

/** Of several values the one that leads in the asked direction (FHIR R4, search, sorting). */
function sortValue(resource: FhirResource, { parameter, descending }: SortKey): string | undefined {
  const found = evalFhirPathTyped(parameter.expression, [toTypedValue(resource)]);
  const texts = comparableTexts(found, parameter.type)
    .filter((text) => text !== undefined)
    .sort();
  return descending ? texts.at(-1) : texts[0];
}

function comparableTexts(
  found: ReturnType<typeof evalFhirPathTyped>,
  type: SortKey['parameter']['type'],
): (string | undefined)[] {
  switch (type) {
    case 'date':
      return convertToSearchableDates(found).map(({ start, end }) => start ?? end);
    case 'token':
      return convertToSearchableTokens(found).map(({ value }) => value);
    case 'reference':
    case 'string':
    case 'uri':
      return convertToSearchableStrings(found);
  }
}
