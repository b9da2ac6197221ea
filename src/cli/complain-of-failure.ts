import { placeOf } from '../observability/place-of.js';

/** Says on stderr that a bug was met, and where in our code: its message may quote a chart. */
export function complainOfFailure(what: string, failure: unknown): void {
  const { kind, at } = placeOf(failure);
  console.error([`${what}: ${kind}`, ...at].join('\n  '));
}
