import type { Knowledge } from '../../pack/knowledge.js';
import { day, text } from '../../rules/rule.js';
import { fillWords } from '../fill-words.js';
import { isOnlyDraft } from './is-only-draft.js';
import { movePlannedDay } from './move-planned-day.js';
import type { OfferParts } from './offer-parts.js';
import type { Suggestion } from './suggestion.js';

/** Another planned day for every naltrexone draft that is planned before the earliest one. */
export function moveOffers(
  { judged, dates }: OfferParts,
  { suggestions, drug }: Knowledge,
): readonly Suggestion[] {
  if (dates === undefined || dates === 'never') return [];
  const { label, labelAmongSeveral, description } = suggestions.movePlannedDay;
  const { earliest, notBefore } = dates;
  const naltrexone = judged.filter(({ order }) => order.identity.is === 'naltrexone');
  const tooEarly = naltrexone
    .filter(({ clock: { planned, now } }) => earliest > planned.day && earliest > now.day)
    .slice(0, suggestions.parameters['card.most'].value);
  return tooEarly.flatMap(({ order, clock }): readonly Suggestion[] => {
    const { ref, resource } = order;
    if (!isOnlyDraft(order, judged)) return [];
    const moved = movePlannedDay(resource, earliest, clock);
    if (moved === undefined) return [];
    const values = { day: day(earliest), order: text(ref) };
    const say = (words: string): string => fillWords(words, values, drug.terms, 'plain');
    return [
      {
        id: `move-planned-day/${ref}`,
        label: say(naltrexone.length === 1 ? label : labelAmongSeveral),
        recommended: notBefore !== undefined && notBefore > clock.planned.day,
        action: { type: 'update', description: say(description), resource: moved },
      },
    ];
  });
}
