import type { KeyAge } from '../clients/open-clients.js';
import { urlOf } from '../http/url-of.js';
import { createLog, type LogLevel } from './log.js';
import { type Observer, observeWithAll } from './observer.js';
import { openTracing } from './open-tracing.js';
import type { Tracing } from './tracing.js';

/** The log; metrics where a port is given for them; traces where something is preloaded that takes them. */
export interface Observability {
  readonly observer: Observer;
  readonly tracing: Tracing;
  /** Where metrics are read, when they are. */
  readonly metricsUrl?: string;
  /** From now on a scrape shows the ages of these keys. */
  watchKeys(ages: () => readonly KeyAge[]): void;
  /** From now on a scrape shows how many records wait in the spool. */
  watchSpool(waiting: () => number): void;
  close(): Promise<void>;
}

/** @throws the system's error for a busy port */
export async function openObservability(
  {
    logLevel,
    metrics: address,
  }: {
    readonly logLevel: LogLevel;
    readonly metrics: { readonly host: string; readonly port: number } | undefined;
  },
  load: { inFlight(): number; lagMs(): number },
): Promise<Observability> {
  const log = createLog(logLevel);
  const tracing = await openTracing();
  if (address === undefined) {
    return {
      observer: log,
      tracing,
      watchKeys: () => undefined,
      watchSpool: () => undefined,
      close: () => Promise.resolve(),
    };
  }
  // Loaded on demand: without metrics the start need not wait for their package.
  const { createMetrics } = await import('./create-metrics.js');
  const { startMetricsServer } = await import('./start-metrics-server.js');
  const metrics = createMetrics(load);
  const server = await startMetricsServer(metrics, address);
  return {
    observer: observeWithAll([log, metrics]),
    tracing,
    metricsUrl: `${urlOf(address.host, server.port)}/metrics`,
    watchKeys: metrics.watchKeys,
    watchSpool: metrics.watchSpool,
    close: () => server.close(),
  };
}
