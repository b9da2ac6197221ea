import type { ChartResourceType } from '../core/chart.js';
import type { SitePolicy } from '../core/pack/knowledge.js';
import type { LocalCodeEntry } from '../core/pack/local-codes.js';
import type { FhirBase } from '../fhir/fhir-base.js';
import type { Algorithm } from './algorithms.js';
import type { ClientKeys } from './client-keys.js';
import type { ClientEntry } from './clients-file.js';

/** A client as the service knows it: its entry, checked, with everything in it that is optional decided. */
export interface RegisteredClient {
  readonly id: string;
  readonly issuer: string;
  readonly tenant: string | undefined;
  readonly algorithms: readonly Algorithm[];
  readonly audiences: readonly string[];
  /** Addresses that its tokens may name as `jku`; for selecting, never for fetching. */
  readonly jku: readonly string[];
  readonly jwksUrl: string | undefined;
  readonly keys: ClientKeys;
  readonly fhirBases: readonly FhirBase[];
  /** Origins of the pages from which it calls, when it runs in a browser. */
  readonly origins: readonly string[];
  /** The CDS services that it may call; undefined = all. */
  readonly services: readonly string[] | undefined;
  /** Absolute path of its own site file. */
  readonly siteFile: string | undefined;
  readonly site: SitePolicy;
  /** Undefined = that of the service. */
  readonly budgetMs: number | undefined;
  readonly discovery: NonNullable<ClientEntry['discovery']> | undefined;
  readonly prefetchOnly: boolean;
  /** It is refused rather than answered while replay cannot be checked against the other instances. */
  readonly strictReplay: boolean;
  readonly mode: 'live' | 'silent';
  readonly whenUnreadable: 'card' | '412';
  /** Undefined = all. */
  readonly suggestions: ClientEntry['suggestions'];
  readonly absentSources: ReadonlyMap<ChartResourceType, AbsentSource>;
  /** Of its entry alone; `site` holds them together with those of the site file. */
  readonly localCodes: readonly LocalCodeEntry[];
}

/** Who declared that the site has no such source, when and why. */
type AbsentSource = Omit<NonNullable<ClientEntry['absentSources']>[number], 'source'>;
