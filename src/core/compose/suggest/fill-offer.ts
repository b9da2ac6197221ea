import { resourceOf } from '../../evidence/provenance.js';
import type { Knowledge, SitePolicy } from '../../pack/knowledge.js';
import { numbersOf, numbersUnder } from '../../pack/policy.js';
import type { CreateSuggestion } from '../../pack/suggestions.js';
import type { PlannedDates } from '../../plan/earliest-date.js';
import type { Finding } from '../../rules/finding.js';
import type { Clock } from '../../rules/rule.js';
import { list, number, text, type WordValue } from '../../rules/rule.js';
import { type Day, dayPlus } from '../../time/instant.js';
import { fillWords } from '../fill-words.js';
import { isoDay } from '../format-day.js';
import { fillResource } from './fill-resource.js';
import type { FIXED_VALUES } from './fixed-values.js';
import type { OfferParts } from './offer-parts.js';
import type { Suggestion } from './suggestion.js';

/** A suggestion of the knowledge that is offered about a finding. */
export interface Offer {
  readonly id: string;
  readonly suggestion: CreateSuggestion;
  readonly finding: Finding;
  /** Of the order about which the finding speaks. */
  readonly clock: Clock;
}

/** Puts the values of its finding, now and the day of the dose into an offer. */
export function fillOffer(
  { id, suggestion, finding, clock: { now, planned } }: Offer,
  { dates, site }: Pick<OfferParts, 'dates' | 'site'>,
  knowledge: Knowledge,
): Suggestion {
  const waitingDays = waitingAfterUnknown(knowledge, site);
  const fixed: Record<(typeof FIXED_VALUES)[number], WordValue> = {
    instant: text(new Date(now.moment).toISOString()),
    doseDay: text(isoDay(doseDay(planned.day, dates))),
    lastUse: text(isoDay(dayPlus(planned.day, -waitingDays))),
    waitingDays: number(waitingDays),
    rule: text(finding.rule),
    panel: list(knowledge.toxicology.panel.map(text)),
  };
  const values = { ...finding.values, ...fixed };
  const say = (words: string): string => fillWords(words, values, knowledge.drug.terms, 'plain');
  return {
    id,
    label: say(suggestion.label),
    recommended: suggestion.recommended,
    action: {
      type: 'create',
      description: say(suggestion.description),
      resource: {
        ...fillResource(suggestion, knowledge.suggestions.analytes, values, say),
        ...(suggestion.putsOff === true ? { focus: focusOf(finding) } : {}),
      },
      stated: suggestion.stated === true,
    },
  };
}

/** Who tells of a last use does not always tell of what. */
const waitingAfterUnknown = (knowledge: Knowledge, site: SitePolicy): number =>
  numbersOf<'unknown.clear'>(numbersUnder(knowledge, site), 'opioid-interval')['unknown.clear'];

/** The chart resources about which somebody answers: other evidence is not put off with it. */
const focusOf = ({ evidence }: Finding): readonly object[] =>
  [...new Set(evidence.map(({ source }) => resourceOf(source)))].map((reference) => ({
    reference,
  }));

/** When the waiting times ask for a later day than the planned one, the dose is given then. */
const doseDay = (planned: Day, dates: PlannedDates): Day =>
  dates === undefined || dates === 'never' || dates.earliest < planned ? planned : dates.earliest;
