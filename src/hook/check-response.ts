import { compileSchema } from '../json/compile-schema.js';
import { CdsResponse } from './cds-response.js';

const isCdsResponse = compileSchema<CdsResponse>(CdsResponse);

/**
 * May this answer leave? JSON Schema counts code points, some clients count UTF-16 units: a summary stays under 140 by both.
 * @returns undefined when it may, else where it breaks our own schema (a path of ours, never content)
 */
export function faultInResponse(response: CdsResponse): string | undefined {
  if (!isCdsResponse(response)) {
    const error = isCdsResponse.errors?.[0];
    return `${error?.instancePath ?? ''} ${error?.keyword ?? ''}`.trim();
  }
  const long = response.cards.findIndex(({ summary }) => summary.length > 139);
  return long < 0 ? undefined : `/cards/${String(long)}/summary maxLength`;
}
