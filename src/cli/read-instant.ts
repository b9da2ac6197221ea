import type { Moment } from '../core/time/instant.js';

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;

/** @returns undefined unless the text is an instant with its offset: a local time would mean another instant elsewhere */
export function readInstant(text: string): Moment | undefined {
  const milliseconds = INSTANT.test(text) ? Date.parse(text) : NaN;
  return Number.isNaN(milliseconds) ? undefined : (milliseconds as Moment);
}
