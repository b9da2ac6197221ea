import { isNativeError } from 'node:util/types';
import { printable } from './printable.js';

const MAX_FRAMES = 6;

/** What kind of error it was and where: no message, which may quote a chart or a token. */
export interface FailurePlace {
  readonly kind: string;
  readonly at: readonly string[];
}

export function placeOf(error: unknown): FailurePlace {
  if (!isNativeError(error)) return { kind: typeof error, at: [] };
  // The stack begins with the message, which may hold anything, even lines that look like frames.
  const { name, message, stack = '' } = error;
  const start = stack.indexOf(message);
  const frames = start < 0 ? '' : stack.slice(start + message.length);
  return {
    kind: printable(name),
    at: frames
      .split('\n')
      .slice(1, MAX_FRAMES + 1)
      .map((frame) => printable(frame.trim())),
  };
}
