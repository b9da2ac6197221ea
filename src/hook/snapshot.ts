import type { Acknowledgement } from '../core/acknowledge/acknowledgement.js';
import { RESOURCE_TYPE_OF, type ChartResourceType } from '../core/chart.js';
import type { RecordedReads } from '../fhir/recorded-reads.js';
import { joinParts, splitParts } from '../json/length-framed.js';
import type { CdsClient } from './cds-client.js';
import type { HookCall } from './hook-parts.js';
import { withoutAccessToken } from './without-access-token.js';

/** All that an answer was made of, so that it can be made again. The access token is not in it. */
export interface Snapshot {
  readonly call: SnapshotCall;
  /** JSON text of what the site policy was made of, as its `origin`. */
  readonly site: string;
  /** JSON text of the request, without the token. */
  readonly request: string;
  /** What was read from a FHIR server; undefined = none was asked. */
  readonly reads: RecordedReads | undefined;
}

interface SnapshotCall {
  readonly schema: 1;
  readonly service: string;
  /** Epoch milliseconds. */
  readonly now: number;
  /** SHA-256 of the request with its token. */
  readonly digest: string;
  /** What the record said was answered for before. */
  readonly before: readonly Acknowledgement[];
  /** What of its client an answer depends on. */
  readonly client: Omit<
    CdsClient,
    'fhirBases' | 'site' | 'absentSources' | 'discovery' | 'budgetMs'
  > & {
    readonly absentSources: readonly ChartResourceType[];
  };
}

const SOURCES = [...new Set(Object.values(RESOURCE_TYPE_OF))];

export function encodeSnapshot(
  call: HookCall,
  reads: RecordedReads | undefined,
  before: readonly Acknowledgement[],
): Uint8Array {
  const { service, client, digest, now, site } = call;
  const { id, anonymous, services, prefetchOnly, mode, whenUnreadable, suggestions } = client;
  const absentSources = SOURCES.filter((source) => client.absentSources?.has(source) === true);
  const known = { id, anonymous, services, prefetchOnly, mode, whenUnreadable, suggestions };
  const head = { schema: 1, service, now, digest, before, client: { ...known, absentSources } };
  return joinParts([
    Buffer.from(JSON.stringify(head)),
    Buffer.from(site.origin),
    Buffer.from(withoutAccessToken(call.body)),
    Buffer.from(reads === undefined ? '' : JSON.stringify(reads)),
  ]);
}

/** @param bytes of `encodeSnapshot`, unsealed */
export function decodeSnapshot(bytes: Uint8Array): Snapshot {
  const [call, site, request, reads] = splitParts(bytes);
  if (call === undefined || site === undefined || request === undefined || reads === undefined) {
    throw new Error('a snapshot has four parts');
  }
  return {
    call: JSON.parse(textOf(call)) as SnapshotCall,
    site: textOf(site),
    request: textOf(request),
    reads: reads.length === 0 ? undefined : (JSON.parse(textOf(reads)) as RecordedReads),
  };
}

const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('utf8');
