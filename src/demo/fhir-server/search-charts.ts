import { getStatus } from '@medplum/core';
import { FhirRouter, makeSimpleRequest, type MemoryRepository } from '@medplum/fhir-router';
import type { Bundle, BundleEntry, BundleLink, FhirResource } from 'fhir/r4.js';
import type { ChartRepositories } from './chart-repositories.js';

import { FhirRefusal } from './operation-outcome.js';
import { PATIENT_PARAMETERS, type ChartSearch } from './read-search.js';
import { sortRows } from './sort-rows.js';

const router = new FhirRouter();

/** Runs a search and cuts the page that was asked for; `next` is there while rows remain. */
export async function searchCharts(
  search: ChartSearch,
  repositories: ChartRepositories,
  base: string,
): Promise<Bundle> {
  const found = new Map<string, FhirResource>();
  for (const repository of repositoriesFor(search, repositories)) {
    for (const resource of await matches(search, repository)) {
      found.set(resource.id ?? '', resource);
    }
  }
  const rows = sortRows([...found.values()], search.sort);
  const page = rows.slice(search.offset, search.offset + search.count);
  const next = search.offset + search.count;
  const link: BundleLink[] = [{ relation: 'self', url: addressOf(search, base, search.offset) }];
  // _count=0 asks for the total alone
  if (search.count > 0 && next < rows.length) {
    link.push({ relation: 'next', url: addressOf(search, base, next) });
  }
  const entry = page.map((resource): BundleEntry => ({
    fullUrl: `${base}/${resource.resourceType}/${resource.id ?? ''}`,
    resource,
    search: { mode: 'match' },
  }));
  return {
    resourceType: 'Bundle',
    type: 'searchset',
    total: rows.length,
    link,
    ...(entry.length > 0 ? { entry } : {}),
  };
}

/** A search names its patients, or single resources by `_id`; only the list of patients goes over all charts. */
function repositoriesFor(
  { resourceType, filters }: ChartSearch,
  repositories: ChartRepositories,
): readonly MemoryRepository[] {
  const patients = filters.find(([name]) => PATIENT_PARAMETERS.includes(name))?.[1].split(',');
  if (patients) {
    return defined(patients.map((one) => repositories.ofPatient(one.replace(/^Patient\//, ''))));
  }
  const ids = filters.find(([name]) => name === '_id')?.[1].split(',');
  if (ids) return defined(ids.map((id) => repositories.holding(`${resourceType}/${id}`)));
  if (resourceType === 'Patient') return repositories.all();
  throw new FhirRefusal(400, 'required', 'a search needs a patient or an _id');
}

const defined = <T>(list: readonly (T | undefined)[]): readonly T[] =>
  list.filter((one) => one !== undefined);

async function matches(
  search: ChartSearch,
  repository: MemoryRepository,
): Promise<readonly FhirResource[]> {
  const query = queryOf(search.filters);
  const [outcome, bundle] = await router.handleRequest(
    makeSimpleRequest('GET', `${search.resourceType}?${query.toString()}`),
    repository,
  );
  const status = getStatus(outcome);
  if (status !== 200) {
    throw new FhirRefusal(status, 'value', outcome.issue[0]?.details?.text ?? 'search refused');
  }
  return ((bundle as unknown as Bundle<FhirResource>).entry ?? []).flatMap(
    (entry) => entry.resource ?? [],
  );
}

function queryOf(filters: ChartSearch['filters']): URLSearchParams {
  const query = new URLSearchParams();
  for (const [name, value] of filters) query.append(name, value);
  return query;
}

function addressOf(search: ChartSearch, base: string, offset: number): string {
  const query = queryOf(search.filters);
  if (search.sort.length > 0) {
    const keys = search.sort.map((key) => `${key.descending ? '-' : ''}${key.parameter.name}`);
    query.set('_sort', keys.join(','));
  }
  query.set('_count', String(search.count));
  if (offset > 0) query.set('_offset', String(offset));
  return `${base}/${search.resourceType}?${query.toString()}`;
}
