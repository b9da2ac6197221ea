import type { Acknowledgement } from '../core/acknowledge/acknowledgement.js';
import type { Call } from '../core/call.js';
import type { Chart, SliceName } from '../core/chart.js';
import type { ChartQuery } from '../core/chart-queries.js';
import type { Decision } from '../core/decision.js';
import type { Knowledge, SitePolicy } from '../core/pack/knowledge.js';
import type { ServiceFile } from '../core/pack/service.js';
import type { Moment } from '../core/time/instant.js';
import type { LooksLike } from '../core/unread/looks-like.js';
import type { UnreadText } from '../core/unread/unread-text.js';
import type { FhirAccess } from '../fhir/fhir-access.js';
import type { HookEvent } from '../observability/hook-event.js';
import type { DecisionRecord } from '../record/decision-record.js';
import type { Mark } from '../record/marks.js';
import type { AskedBefore } from '../record/answered-before.js';
import type { Recorder } from '../record/recorder.js';
import type { Sealing } from '../record/seal.js';
import type { CdsClient } from './cds-client.js';

/** One CDS service and the hooks under which it is listed; a request is dispatched on its `hook`. */
export interface ServedService {
  readonly id: string;
  readonly hooks: readonly Call['hook'][];
  /** What it answers about the orders that it finds. */
  readonly asks: readonly Call['question'][];
}

/** What `decide.ts` is, seen from here. */
export type Decide = (
  call: Call,
  chart: Chart,
  knowledge: Knowledge,
  site: SitePolicy,
  now: Moment,
) => Decision;

/** How answers are recorded. */
export interface Recording {
  readonly build: DecisionRecord['build'];
  readonly mark: Mark;
  /** Seals what an answer was made of, for a site that wants it kept. */
  readonly seal: Sealing['seal'];
  /** What somebody has answered for before, as the record says; nothing where it cannot be asked in time. Never throws. */
  readonly answeredBefore: (asked: AskedBefore) => Promise<readonly Acknowledgement[]>;
  /** Durable when it returns; never throws. */
  readonly record: Recorder['record'];
  /** Told of a bug: the answer leaves in any case. */
  readonly failed: (failure: unknown) => void;
}

/** What becomes of texts that look like naltrexone or an opioid and that nothing knows. */
export interface UnreadWatch {
  readonly looksLike: LooksLike;
  /** Takes note, at once. */
  readonly keep: (client: string, texts: readonly UnreadText[]) => void;
  /** Told of a bug. */
  readonly failed: (failure: unknown) => void;
}

/** Everything that a hook call needs and does not bring along. Made once at start. */
export interface HookParts {
  readonly services: readonly ServedService[];
  readonly knowledge: Knowledge;
  readonly words: ServiceFile;
  readonly decide: Decide;
  readonly queries: ReadonlyMap<SliceName, ChartQuery>;
  /** Undefined when no chart may be read at all. */
  readonly fhir: FhirAccess | undefined;
  readonly budgetMs: number;
  readonly report: (event: HookEvent) => void;
  /** Left out = nothing is recorded. */
  readonly recording?: Recording;
  /** Left out = nobody looks for texts that nothing knows. */
  readonly unread?: UnreadWatch;
}

/** One hook call as it arrives from HTTP, from a file or from a line. */
export interface HookCall {
  /** Our id of the HTTP exchange; a call from the command line has none. */
  readonly requestId?: string;
  /** Where it stands in a distributed trace, if it does. */
  readonly traceId?: string | undefined;
  readonly service: string;
  readonly client: CdsClient;
  readonly body: unknown;
  /** SHA-256 of the request as it was written. */
  readonly digest: string;
  readonly site: SitePolicy;
  readonly now: Moment;
  /** Aborts when the caller has gone away. */
  readonly signal?: AbortSignal;
}
