import type { CardContent, Decision } from '../core/decision.js';
import type { Suggestion } from '../core/compose/suggest/suggestion.js';
import type { CdsCard, CdsResponse, CdsSuggestion } from './cds-response.js';
import { addressResource, type ChartContext } from './address-resource.js';
import { withoutPayerAssertions } from './without-payer-assertions.js';
import { nameBasedUuid } from './name-based-uuid.js';

/** What a decision does not know of itself: under which id it went out, from which service, and about whom. */
export interface AnswerIdentity extends ChartContext {
  readonly decision: string;
  readonly service: string;
}

/** Step 10: decision → CDS Hooks response. The same decision under the same identity gives the same bytes. */
export function respond(decision: Decision, identity: AnswerIdentity): CdsResponse {
  return { cards: decision.cards.map((card) => cardOf(card, decision, identity)) };
}

function cardOf(content: CardContent, decision: Decision, identity: AnswerIdentity): CdsCard {
  const { notBefore, earliestDate, unknown, overrideReasons } = content;
  const suggestions = content.suggestions.flatMap(
    (suggestion) => suggestionOf(suggestion, content, identity) ?? [],
  );
  return {
    uuid: nameBasedUuid(`${identity.decision}/card/${content.kind}`),
    summary: content.summary,
    ...(content.detail === '' ? {} : { detail: content.detail }),
    indicator: content.indicator,
    source: { ...content.source, topic: { ...content.source.topic } },
    ...(suggestions.length === 0
      ? {}
      : { suggestions, selectionBehavior: content.atMostOne ? 'at-most-one' : 'any' }),
    ...(overrideReasons.length === 0
      ? {}
      : { overrideReasons: overrideReasons.map((reason) => ({ ...reason })) }),
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

export const suggestionUuid = (decision: string, card: CardContent['kind'], id: string): string =>
  nameBasedUuid(`${decision}/card/${card}/suggestion/${id}`);

/** @returns undefined for a fact that nobody is there to state */
function suggestionOf(
  { id, label, recommended, action }: Suggestion,
  { kind }: CardContent,
  identity: AnswerIdentity,
): CdsSuggestion | undefined {
  const { type, description } = action;
  const resource =
    action.type === 'update'
      ? withoutPayerAssertions(action.resource)
      : addressResource(action.resource, identity);
  if (action.type === 'create' && action.stated && identity.user === undefined) return undefined;
  return {
    label,
    uuid: suggestionUuid(identity.decision, kind, id),
    ...(recommended ? { isRecommended: true as const } : {}),
    actions: [{ type, description, resource }],
  };
}
