import type { Knowledge } from '../../pack/knowledge.js';
import type { Outcome } from '../../pack/question.js';
import type { Finding } from '../../rules/finding.js';
import { fillOffer, type Offer } from './fill-offer.js';
import { isOffered } from './is-offered.js';
import { correctCodeOffers } from './correct-code-offers.js';
import { moveOffers } from './move-offers.js';
import type { OfferParts } from './offer-parts.js';
import type { Offers } from './suggestion.js';

/**
 * What a card offers to do, the most useful first and each once: another planned day for a draft that is planned too early, the
 * right billing code for one that carries another drug's, then what its outcomes name. Nothing that is ordered, drafted or
 * resulted already, and nothing that takes anything away.
 */
export function suggest(
  parts: OfferParts,
  outcomeOf: (finding: Finding) => Outcome,
  knowledge: Knowledge,
): Offers {
  const moves = [...moveOffers(parts, knowledge), ...correctCodeOffers(parts, knowledge)];
  const created = createOffers(parts, outcomeOf, knowledge);
  const groups = created.map(({ suggestion }) => suggestion.alternatives);
  const alone = moves.length === 0 && !groups.includes(undefined);
  const kept = created.filter(
    (_, index) => alone || groups[index] === undefined || groups.indexOf(groups[index]) === index,
  );
  const most = knowledge.suggestions.parameters['card.most'].value;
  return {
    suggestions: [
      ...moves,
      ...kept.slice(0, most - moves.length).map((offer) => fillOffer(offer, parts, knowledge)),
    ],
    atMostOne: alone && kept.length > 1,
  };
}

/** In the order of the knowledge; of several findings that would offer the same, the first. */
function createOffers(
  { findings, judged, site }: OfferParts,
  outcomeOf: (finding: Finding) => Outcome,
  knowledge: Knowledge,
): readonly Offer[] {
  const offering = findings.flatMap((finding) => {
    const { suggestions } = outcomeOf(finding);
    const one = judged.find(({ order }) => finding.orders.includes(order.ref));
    return suggestions === undefined || one === undefined ? [] : [{ finding, suggestions, one }];
  });
  if (offering.length === 0) return [];
  return Object.entries(knowledge.suggestions.create).flatMap(([id, suggestion]) => {
    const first = offering.find(
      ({ finding, suggestions, one }) =>
        suggestions.includes(id) && isOffered(suggestion, finding, one, site, knowledge),
    );
    return first === undefined
      ? []
      : [{ id, suggestion, finding: first.finding, clock: first.one.clock }];
  });
}
