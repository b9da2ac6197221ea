import { destination, pino } from 'pino';
import type { HookEvent } from './hook-event.js';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

/** What the log may know of one HTTP exchange; `route` is our own name of it, never the address that was called. */
export interface HttpEvent {
  readonly method: string;
  readonly route: string;
  readonly status: number;
  readonly milliseconds: number;
  readonly error?: string;
}

/**
 * The log of the service: JSON lines that hold listed fields only. There is no way to log a request, a chart, a token or the
 * message of an error, because no function here takes one.
 */
export interface Log {
  hook(event: HookEvent): void;
  http(event: HttpEvent): void;
  /** A bug: its kind and where it happened, without its message, which may quote a chart. */
  failure(where: string, error: unknown): void;
  /** A sentence of our own about the process. */
  say(level: 'info' | 'warn', words: string): void;
}

export function createLog(level: LogLevel): Log {
  const logger = pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    destination({ dest: 2, sync: false }),
  );
  const failure = (where: string, error: unknown) => {
    logger.error({ event: 'failure', where, ...placeOf(error) });
  };
  return {
    hook({ failure: error, ...event }) {
      const { service, client, hook, answer, question, rules, gaps, foreignRows } = event;
      const fields = { service, client, hook, answer, question, rules, gaps, foreignRows };
      const alarming = answer === 'not-checked' || (foreignRows ?? 0) > 0;
      logger[alarming ? 'warn' : 'info']({ event: 'hook', ...fields });
      if (error !== undefined) failure('hook', error);
    },
    http({ method, route, status, milliseconds, error }) {
      logger.info({ event: 'http', method, route, status, milliseconds, error });
    },
    failure,
    say: (atLevel, words) => {
      logger[atLevel](words);
    },
  };
}

function placeOf(error: unknown): { readonly kind: string; readonly at: readonly string[] } {
  if (!(error instanceof Error)) return { kind: typeof error, at: [] };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^ {4}at /.test(line));
  return { kind: error.name, at: frames.slice(0, 6).map((frame) => frame.trim()) };
}
