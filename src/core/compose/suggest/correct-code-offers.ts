import type { Knowledge } from '../../pack/knowledge.js';
import { text } from '../../rules/rule.js';
import { fillWords } from '../fill-words.js';
import { correctBillingCode } from './correct-billing-code.js';
import { isOnlyDraft } from './is-only-draft.js';
import type { OfferParts } from './offer-parts.js';
import type { Suggestion } from './suggestion.js';

/** The billing code of the depot for every draft that carries another drug's. */
export function correctCodeOffers(
  { findings, judged }: OfferParts,
  { suggestions, drug, terminology }: Knowledge,
): readonly Suggestion[] {
  const { label, labelAmongSeveral, description, about } = suggestions.correctBillingCode;
  return findings
    .filter(({ question, outcome }) => about.includes(`${question}/${outcome}`))
    .flatMap(({ values: found, orders }) =>
      judged
        .filter(({ order }) => orders.includes(order.ref) && isOnlyDraft(order, judged))
        .flatMap(({ order, evidence }): readonly Suggestion[] => {
          const { depot } = evidence.billing.expected;
          const corrected = correctBillingCode(order.resource, depot, terminology);
          if (corrected === undefined) return [];
          const values = { ...found, order: text(order.ref) };
          const say = (words: string): string => fillWords(words, values, drug.terms, 'plain');
          return [
            {
              id: `correct-billing-code/${order.ref}`,
              label: say(judged.length === 1 ? label : labelAmongSeveral),
              recommended: true,
              action: { type: 'update', description: say(description), resource: corrected },
            },
          ];
        }),
    )
    .slice(0, suggestions.parameters['card.most'].value);
}
