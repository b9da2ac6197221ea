import type { AllowedBase } from '../egress/allowed-base.js';

/** Base address of a FHIR server that charts may be read from: origin, and path without a trailing slash. */
export type FhirBase = AllowedBase;

/**
 * Reads a base address.
 * @returns undefined unless it is an absolute http(s) address without user, query and fragment
 */
export function parseFhirBase(text: string): FhirBase | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return undefined;
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    return undefined;
  }
  return { origin: url.origin, path: url.pathname.replace(/\/+$/, '') };
}
