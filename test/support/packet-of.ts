import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { makePacket, type Packet } from '../../src/core/packet/make-packet.js';
import { packetSlices } from '../../src/core/packet/packet-slices.js';
import type { Moment } from '../../src/core/time/instant.js';
import { gatherForPacket, type OrderWithChart } from '../../src/hook/gather-for-packet.js';
import { localClient } from '../../src/hook/local-client.js';
import { nameBasedUuid } from '../../src/hook/name-based-uuid.js';
import { loadPacketKnowledge } from '../../src/knowledge/load-packet-knowledge.js';
import { loadSitePolicy } from '../../src/knowledge/load-site-policy.js';
import { CARDS } from '../../src/wire.js';
import { hookParts, prefetchTemplates, theKnowledge } from './hook-parts.js';
import { prefetchFromTemplates } from './prefetch-from-templates.js';

const FIXTURES = new URL('../../fhir-fixtures/papers/', import.meta.url);
export const NOW = Date.parse('2026-11-24T15:00:00-05:00') as Moment;

const json = (path: string): any => JSON.parse(readFileSync(new URL(path, FIXTURES), 'utf8'));

/** The resources of a chart of `fhir-fixtures/papers`. */
export const chartOf = (folder: string): any[] =>
  json(`${folder}/chart.json`).entry.map(({ resource }: any) => resource);

/** A request that brings the whole chart along, as an EHR sends it. */
export function requestOf(
  folder: string,
  resources = chartOf(folder),
  without: string[] = [],
): any {
  const { hook, hookInstance, context } = json(`${folder}/order-sign.json`);
  const templates = {
    ...prefetchTemplates('naltrexone-readiness'),
    ...prefetchTemplates('naltrexone-safety'),
    ...missingTemplates(),
  };
  const prefetch = prefetchFromTemplates(templates, { context, resources, access: {} });
  const sent = Object.entries(prefetch).filter(([key]) => !without.includes(key));
  return { hook, hookInstance, context, prefetch: Object.fromEntries(sent) };
}

/** Papers read more than discovery asks clients for. */
const missingTemplates = (): Record<string, string> =>
  Object.fromEntries(
    [...packetSlices()].map((slice) => [slice, hookParts().queries.get(slice)?.template ?? '']),
  );

export const packetKnowledge = () => loadPacketKnowledge(CARDS);

/** The order and chart of a request, as the command reads them. */
export async function gathered(request: any): Promise<OrderWithChart> {
  const site = loadSitePolicy({}, theKnowledge(), 'America/New_York');
  const asked = { body: request, client: localClient([]), site, now: NOW };
  const found = await gatherForPacket(asked, packetSlices(), hookParts());
  if (found === undefined) throw new Error('no naltrexone is ordered');
  return found;
}

export async function packetOf(request: any, now = NOW): Promise<Packet> {
  const { call, chart, patientId, fhirServer } = await gathered(request);
  const site = loadSitePolicy({}, theKnowledge(), 'America/New_York');
  const frame = {
    fhirServer,
    subject: `Patient/${patientId}`,
    software: '0.0.0',
    uuid: nameBasedUuid,
  };
  return makePacket(call, chart, theKnowledge(), packetKnowledge(), site, now, frame);
}

export const sha256 = (content: string | Buffer): string =>
  createHash('sha256').update(content).digest('hex');
