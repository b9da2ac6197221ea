import type { ClientEvent } from '../clients/client-event.js';
import type { RefusalReason } from '../clients/refusal.js';
import type { ErrorCode } from '../errors.js';
import type { ReadEvent } from '../fhir/read-session.js';
import type { ChainHead } from '../record/chain.js';
import type { RecordFault } from '../record/recorder.js';
import type { WatchEvent } from '../watch/watch-event.js';
import type { FeedbackEvent } from './feedback-event.js';
import type { Deleted } from '../record/apply-retention.js';
import type { HookEvent } from './hook-event.js';

/** What may be known of one HTTP exchange; `route` is our own name of it, never the address that was called. */
export interface HttpEvent {
  readonly requestId: string;
  readonly method: string;
  readonly route: string;
  readonly status: number;
  readonly milliseconds: number;
  readonly error?: ErrorCode;
  /** The address of whoever called, behind trusted proxies the one that they forward. */
  readonly peer?: string;
  /** The caller went away before the answer was out. */
  readonly aborted?: boolean;
}

/** A caller that was refused. Outside it is a bare 401; here stands why. */
export interface AuthEvent {
  readonly requestId?: string;
  readonly reason: RefusalReason;
  /** The registered client that the token claims to be, when there is one of that issuer and tenant. */
  readonly client?: string;
}

/** Whoever watches the service. No function here takes a request, a chart or a token, so none of them can be passed on. */
export interface Observer {
  hook(event: HookEvent): void;
  feedback(event: FeedbackEvent): void;
  /** One request to a FHIR server, or why it was not made. */
  read(event: ReadEvent): void;
  http(event: HttpEvent): void;
  auth(event: AuthEvent): void;
  clients(event: ClientEvent): void;
  /** A record that is not where it should be. */
  record(fault: RecordFault, decision?: string): void;
  /** Whether records wait in the spool for the store, each time that this changes. */
  spooling(isSpooling: boolean): void;
  /** How far this process's chain of records has come. */
  chain(head: ChainHead): void;
  /** What was deleted because it was too old, or that it could not be. */
  retention(deleted: Deleted | 'failed'): void;
  /** What the service has noticed about itself. */
  watch(event: WatchEvent): void;
  /** A bug, and where it was caught. */
  failure(where: 'http' | 'hook' | 'admin' | 'process', error: unknown): void;
}

/** Tells each of them everything. */
export const observeWithAll = (observers: readonly Observer[]): Observer => ({
  hook: (event) => {
    for (const one of observers) one.hook(event);
  },
  feedback: (event) => {
    for (const one of observers) one.feedback(event);
  },
  read: (event) => {
    for (const one of observers) one.read(event);
  },
  http: (event) => {
    for (const one of observers) one.http(event);
  },
  auth: (event) => {
    for (const one of observers) one.auth(event);
  },
  clients: (event) => {
    for (const one of observers) one.clients(event);
  },
  record: (fault, decision) => {
    for (const one of observers) one.record(fault, decision);
  },
  spooling: (isSpooling) => {
    for (const one of observers) one.spooling(isSpooling);
  },
  retention: (deleted) => {
    for (const one of observers) one.retention(deleted);
  },
  chain: (head) => {
    for (const one of observers) one.chain(head);
  },
  watch: (event) => {
    for (const one of observers) one.watch(event);
  },
  failure: (where, error) => {
    for (const one of observers) one.failure(where, error);
  },
});
