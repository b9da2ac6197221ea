import type { HookRequest } from './hook-request.js';

const FHIR_ID = /^[A-Za-z0-9\-.]{1,64}$/;

/**
 * Puts the ids of a hook call into a prefetch template.
 * @returns undefined when an id is missing or is no FHIR id: such a text is put into no address
 */
export function fillTemplate(
  template: string,
  { patientId, encounterId }: Pick<HookRequest, 'patientId' | 'encounterId'>,
): string | undefined {
  const values: Readonly<Record<string, string | undefined>> = {
    'context.patientId': patientId,
    'context.encounterId': encounterId,
  };
  const filled = template.replace(/\{\{([^{}]*)\}\}/g, (token, name: string) => {
    const value = values[name];
    return value !== undefined && FHIR_ID.test(value) ? value : token;
  });
  return filled.includes('{{') ? undefined : filled;
}
