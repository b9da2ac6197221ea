import type { CardContent, Decision } from '../core/decision.js';
import type { CdsCard, CdsResponse } from './cds-response.js';
import { nameBasedUuid } from './name-based-uuid.js';

/** What a decision does not know of itself: under which id it went out, and from which service. */
export interface AnswerIdentity {
  readonly decision: string;
  readonly service: string;
}

/** Step 10: decision → CDS Hooks response. The same decision under the same identity gives the same bytes. */
export function respond(decision: Decision, identity: AnswerIdentity): CdsResponse {
  return { cards: decision.cards.map((card) => cardOf(card, decision, identity)) };
}

function cardOf(content: CardContent, decision: Decision, identity: AnswerIdentity): CdsCard {
  const { notBefore, earliestDate, unknown } = content;
  return {
    uuid: nameBasedUuid(`${identity.decision}/card/${content.kind}`),
    summary: content.summary,
    ...(content.detail === '' ? {} : { detail: content.detail }),
    indicator: content.indicator,
    source: { ...content.source, topic: { ...content.source.topic } },
    extension: {
      'org.naltrexone-cds': {
        decision: identity.decision,
        service: identity.service,
        orders: [...content.orders],
        rules: content.rules.map(({ id, version, state, indicator }) => ({
          id,
          version,
          state,
          indicator,
        })),
        ...(notBefore === undefined ? {} : { notBefore }),
        ...(earliestDate === undefined ? {} : { earliestDate }),
        ...(unknown.length === 0 ? {} : { unknown: [...unknown] }),
        knowledge: decision.knowledge,
      },
    },
  };
}
