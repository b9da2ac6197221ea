import { urlOf } from '../http/url-of.js';
import { createLog, type LogLevel } from './log.js';
import { type Observer, observeWithAll } from './observer.js';

/** The log and, where a port is given for them, metrics. */
export interface Observability {
  readonly observer: Observer;
  /** Where metrics are read, when they are. */
  readonly metricsUrl?: string;
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
  if (address === undefined) return { observer: log, close: () => Promise.resolve() };
  // Loaded on demand: without metrics the start need not wait for their package.
  const { createMetrics } = await import('./create-metrics.js');
  const { startMetricsServer } = await import('./start-metrics-server.js');
  const metrics = createMetrics(load);
  const server = await startMetricsServer(metrics, address);
  return {
    observer: observeWithAll([log, metrics]),
    metricsUrl: `${urlOf(address.host, server.port)}/metrics`,
    close: () => server.close(),
  };
}
