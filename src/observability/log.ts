import { isNativeError } from 'node:util/types';
import { destination, type DestinationStream, pino, stdTimeFunctions } from 'pino';
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
}

/** @param stream stderr unless a test wants to see the lines */
export function createLog(
  level: LogLevel,
  stream: DestinationStream = destination({ dest: 2, sync: false }),
): Log {
  const logger = pino({ level, base: null, timestamp: stdTimeFunctions.isoTime }, stream);
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
  };
}

function placeOf(error: unknown): { readonly kind: string; readonly at: readonly string[] } {
  if (!isNativeError(error)) return { kind: typeof error, at: [] };
  // The stack begins with the message, which may hold anything, even lines that look like frames.
  const { name, message, stack = '' } = error;
  const start = stack.indexOf(message);
  const frames = start < 0 ? '' : stack.slice(start + message.length);
  return {
    kind: name,
    at: frames
      .split('\n')
      .slice(1, 7)
      .map((frame) => frame.trim()),
  };
}
