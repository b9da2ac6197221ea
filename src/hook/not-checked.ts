import type { ServiceFile } from '../core/pack/service.js';
import type { CdsResponse } from './cds-response.js';
import { nameBasedUuid } from './name-based-uuid.js';
import type { AnswerIdentity } from './respond.js';

/**
 * The honest answer when the service itself fails beside a naltrexone order: a card that says that nothing was checked. An
 * error status would stay unseen in many EHRs, and silence would read as "nothing against it".
 */
export function notChecked(
  words: ServiceFile['notChecked'],
  identity: AnswerIdentity,
): CdsResponse {
  return {
    cards: [
      {
        uuid: nameBasedUuid(`${identity.decision}/card/not-checked`),
        summary: words.summary,
        detail: words.detail,
        indicator: 'warning',
        source: words.source,
      },
    ],
  };
}
