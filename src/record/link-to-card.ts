import type { DecisionSummary } from '../store/store.js';
import type { DecisionRecord } from './decision-record.js';
import type { FeedbackRecord } from './feedback-record.js';

/** What feedback says about a card, before it is known whose card that is. */
export interface AboutCard {
  readonly client: string;
  /** uuid of the card. */
  readonly card: string;
  /** uuids of the suggestions that were taken, in lower case. */
  readonly suggestions: readonly string[];
}

export interface CardLink extends Pick<
  FeedbackRecord,
  'card' | 'accepted' | 'acceptedElsewhere' | 'unlinked'
> {
  readonly decision: string | undefined;
}

/**
 * Ties feedback to the decision that made its card. What is said of another client's card is tied to nothing.
 * @param decision the one behind the card, of whichever client; undefined = no such card is known (yet)
 */
export function linkToCard(
  { client, card, suggestions }: AboutCard,
  decision: DecisionSummary | undefined,
): CardLink {
  if (decision?.client !== client) {
    const nothing = {
      decision: undefined,
      accepted: [],
      acceptedElsewhere: suggestions.length,
    };
    if (decision !== undefined) return { card: 'foreign', ...nothing };
    return suggestions.length === 0
      ? { card: 'unknown', ...nothing }
      : { card: 'unknown', ...nothing, unlinked: suggestions };
  }
  const { cards } = JSON.parse(decision.record) as DecisionRecord;
  const offered = cards.find(({ uuid }) => uuid === card)?.suggestions ?? [];
  const accepted = offered.filter(({ uuid }) => suggestions.includes(uuid)).map(({ id }) => id);
  return {
    card: 'known',
    decision: decision.decision,
    accepted,
    acceptedElsewhere: suggestions.length - accepted.length,
  };
}
