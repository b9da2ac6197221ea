import type { Reference } from 'fhir/r4.js';
import { textOf } from './fhir-json.js';

/** The id in a reference to an Observation: `Observation/x`, absolute or versioned too. */
export function observationId({ reference }: Reference): string | undefined {
  const parts = textOf(reference)?.split('/') ?? [];
  const at = parts.lastIndexOf('Observation');
  return at < 0 ? undefined : parts[at + 1];
}
