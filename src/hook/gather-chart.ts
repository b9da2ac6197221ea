import type { FhirResource } from 'fhir/r4.js';
import {
  type Chart,
  type ChartResourceType,
  RESOURCE_TYPE_OF,
  resourcesOf,
  type Slice,
  type SliceFault,
  type SliceName,
} from '../core/chart.js';
import type { ChartQuery } from '../core/chart-queries.js';
import type { Terminology } from '../core/pack/terminology.js';
import type { Moment } from '../core/time/instant.js';
import type { TimeZone } from '../core/time/time-zone.js';
import type { ChartSource } from '../fhir/chart-source.js';
import { type BundlePage, readBundle } from '../fhir/read-bundle.js';
import type { SliceOrigin } from '../record/decision-record.js';
import { type AssembledSlice, assembleSlice, sliceOf } from './assemble-slice.js';
import { fillTemplate } from './fill-template.js';
import type { HookRequest } from './hook-request.js';
import { readPrefetch } from './read-prefetch.js';
import { type MedicationResolver, medicationResolver } from './resolve-medications.js';
import { stopsShort } from './stops-short.js';

/** A chart, and where each part of it came from. */
export interface GatheredChart extends Chart {
  readonly origins: ReadonlyMap<SliceName, SliceOrigin>;
}

export interface ChartNeeds {
  readonly queries: ReadonlyMap<SliceName, ChartQuery>;
  readonly needed: ReadonlySet<SliceName>;
  readonly terminology: Terminology;
  readonly now: Moment;
  readonly zone: TimeZone;
  /** Sources that the site does not have. */
  readonly absent?: Pick<ReadonlySet<ChartResourceType>, 'has'> | undefined;
}

/**
 * Step 4: the chart as far as it is known. Each needed slice comes from prefetch, else from the server; all reads start at
 * once and end with the hook call's deadline. What is missing stays visible as a partial or failed slice with its reason.
 * @param source undefined when this call may read nothing; then `unread` says why
 */
export async function gatherChart(
  request: HookRequest,
  needs: ChartNeeds,
  source: ChartSource | undefined,
  unread: SliceFault,
): Promise<GatheredChart> {
  const medications = medicationResolver(request, needs.terminology, source);
  const gathered = await Promise.all(
    [...needs.queries.values()].map(async (query) => {
      const slice = needs.needed.has(query.slice)
        ? await gatherSlice(query, request, needs, source, unread)
        : NOT_NEEDED;
      return [query.slice, await withMedications(slice, query, medications)] as const;
    }),
  );
  return {
    slices: Object.fromEntries(
      gathered.map(([name, { slice }]) => [name, slice]),
    ) as Chart['slices'],
    origins: new Map(gathered.map(([name, { origin }]) => [name, origin])),
    medications: medications.found,
    foreignRows: gathered.reduce((sum, [, { foreignRows }]) => sum + foreignRows, 0),
  };
}

interface GatheredSlice extends AssembledSlice {
  readonly origin: SliceOrigin;
}

const NOT_NEEDED: GatheredSlice = {
  origin: 'nowhere',
  slice: { state: 'not-asked', fault: { reason: 'not-needed' } },
  foreignRows: 0,
};
const DECLARED_ABSENT: GatheredSlice = {
  origin: 'nowhere',
  slice: { state: 'not-asked', fault: { reason: 'declared-absent' } },
  foreignRows: 0,
};
const NOTHING_THERE: GatheredSlice = {
  origin: 'nowhere',
  slice: { state: 'complete', resources: [] },
  foreignRows: 0,
};

async function gatherSlice(
  query: ChartQuery,
  request: HookRequest,
  needs: ChartNeeds,
  source: ChartSource | undefined,
  unread: SliceFault,
): Promise<GatheredSlice> {
  if (query.slice === 'encounter' && request.encounterId === undefined) return NOTHING_THERE;
  const sentPage = readPrefetch(query, request);
  const sent = assemble([sentPage], query, request, faultOf([sentPage], query, needs));
  const wasSent = request.prefetch.has(query.slice);
  if (sent.slice.state === 'complete') return { ...sent, origin: 'prefetch' };
  // Rows that came all the same are facts, whatever the site says of itself.
  const isAbsent = needs.absent?.has(RESOURCE_TYPE_OF[query.slice]) === true;
  if (isAbsent && sentPage.rows.length === 0) return DECLARED_ABSENT;

  const path = source === undefined ? undefined : fillTemplate(query.template, request);
  if (source === undefined || path === undefined) {
    return wasSent
      ? { ...sent, origin: 'prefetch' }
      : { ...sent, slice: { state: 'failed', fault: unread }, origin: 'nowhere' };
  }
  const read = await readSlice(query, path, source);
  // Rows of an incomplete prefetch stay beside what was read: no fact is lost by reading more.
  const kept = query.count === undefined ? [] : [{ ...sentPage, fault: undefined }];
  return {
    ...assemble([...read, ...kept], query, request, faultOf(read, query, needs)),
    origin: sentPage.rows.length > 0 && kept.length > 0 ? 'both' : 'server',
  };
}

async function readSlice(
  query: ChartQuery,
  path: string,
  source: ChartSource,
): Promise<readonly BundlePage[]> {
  if (query.count !== undefined) {
    return source.search(path, query.resourceType, query.category);
  }
  const answer = await source.read(path);
  const bundle = answer.ok ? { resourceType: 'Bundle', entry: { resource: answer.resource } } : {};
  const page = readBundle(bundle, query.resourceType);
  return [answer.ok ? page : { ...page, fault: answer.fault }];
}

function faultOf(
  pages: readonly BundlePage[],
  query: ChartQuery,
  { now, zone }: ChartNeeds,
): SliceFault | undefined {
  const ofPage = pages.find((page) => page.fault !== undefined)?.fault;
  if (ofPage !== undefined) return ofPage;
  return query.count !== undefined && stopsShort(pages, query, now, zone)
    ? { reason: 'count-reached' }
    : undefined;
}

function assemble(
  pages: readonly BundlePage[],
  query: ChartQuery,
  { patientId }: HookRequest,
  fault: SliceFault | undefined,
): AssembledSlice {
  const assembled = assembleSlice(pages, patientId, fault);
  // A read by id that brings somebody else has not brought what was asked for.
  return query.count === undefined && assembled.foreignRows > 0
    ? { ...assembled, slice: sliceOf(resourcesOf(assembled.slice), { reason: 'unreadable-row' }) }
    : assembled;
}

async function withMedications(
  gathered: GatheredSlice,
  query: ChartQuery,
  medications: MedicationResolver,
): Promise<GatheredSlice> {
  if (!NAMES_MEDICATION.has(query.resourceType)) return gathered;
  const { slice } = gathered;
  const resources: readonly FhirResource[] = resourcesOf(slice);
  if (resources.length === 0 || (await medications.resolve(resources))) return gathered;
  const fault: SliceFault = { reason: 'medication-unreadable' };
  const partial: Slice = slice.state === 'partial' ? slice : { state: 'partial', resources, fault };
  return { ...gathered, slice: partial };
}

const NAMES_MEDICATION = new Set([
  'MedicationRequest',
  'MedicationStatement',
  'MedicationDispense',
  'MedicationAdministration',
]);
