import type { Outcome } from '../../pack/question.js';
import type { Knowledge, SitePolicy } from '../../pack/knowledge.js';
import { numbersOf, numbersUnder } from '../../pack/policy.js';
import type { CreateSuggestion } from '../../pack/suggestions.js';
import type { PlannedDates } from '../../plan/earliest-date.js';
import type { Evidence } from '../../evidence/evidence.js';
import { type Provenance, resourceOf } from '../../evidence/provenance.js';
import type { Finding } from '../../rules/finding.js';
import type { JudgedOrder } from '../../rules/judge-order.js';
import { day, list, number, text, type WordValue } from '../../rules/rule.js';
import { type Day, dayPlus } from '../../time/instant.js';
import { fillWords } from '../fill-words.js';
import { isoDay } from '../format-day.js';
import { fillResource } from './fill-resource.js';
import type { FIXED_VALUES } from './fixed-values.js';
import { movePlannedDay } from './move-planned-day.js';
import { standsAgainst } from './stands-against.js';
import type { Offers, Suggestion } from './suggestion.js';

/** What a card's offers are made from. */
export interface OfferParts {
  /** All findings of the card. */
  readonly findings: readonly Finding[];
  readonly judged: readonly JudgedOrder[];
  /** Only where the card carries them. */
  readonly dates: PlannedDates;
  readonly site: SitePolicy;
}

/**
 * What a card offers to do, the most useful first and each once: another planned day for a draft that is planned too early, then
 * what its outcomes name. Nothing that is ordered, drafted or resulted already, and nothing that takes anything away.
 */
export function suggest(
  parts: OfferParts,
  outcomeOf: (finding: Finding) => Outcome,
  knowledge: Knowledge,
): Offers {
  const { create, parameters } = knowledge.suggestions;
  const created = Object.entries(create).flatMap(([name, suggestion]) => {
    const offer = parts.findings
      .filter((finding) => outcomeOf(finding).suggestions?.includes(name))
      .flatMap((finding) => createOffer(name, suggestion, finding, parts, knowledge) ?? [])[0];
    return offer === undefined ? [] : [{ offer, group: suggestion.alternatives }];
  });
  const moves = moveOffers(parts, knowledge);
  const others = moves.length + created.filter(({ group }) => group === undefined).length;
  const groups = created.map(({ group }) => group);
  const kept = created.filter(
    ({ group }, index) => group === undefined || others === 0 || groups.indexOf(group) === index,
  );
  const suggestions = [...moves, ...kept.map(({ offer }) => offer)];
  return {
    suggestions: suggestions.slice(0, parameters['card.most'].value),
    atMostOne: others === 0 && kept.length > 1,
  };
}

function createOffer(
  id: string,
  suggestion: CreateSuggestion,
  finding: Finding,
  { judged, dates, site }: OfferParts,
  knowledge: Knowledge,
): Suggestion | undefined {
  const one = judged.find(({ order }) => finding.orders.includes(order.ref));
  if (one === undefined || !isOffered(suggestion, finding, one, site, knowledge)) return undefined;
  const { now, planned } = one.clock;
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

function isOffered(
  { unless = [], seen = [], onDoseDayOnly, afterDayOf, putsOff }: CreateSuggestion,
  { values, acknowledged, evidence: about }: Finding,
  one: JudgedOrder,
  { file }: SitePolicy,
  { terminology }: Knowledge,
): boolean {
  const { clock, evidence } = one;
  if (acknowledged !== undefined) return false;
  if (putsOff === true && (file.snooze === undefined || !canBeAnswered(about, evidence)))
    return false;
  if (onDoseDayOnly === true && clock.planned.day > clock.now.day) return false;
  if (afterDayOf !== undefined && !isBefore(values[afterDayOf], clock.now.day)) return false;
  return (
    !seen.some((slice) => evidence.incomplete.has(slice)) &&
    !unless.some((reason) => standsAgainst(reason, one, terminology))
  );
}

/** What is evidence of a depot is answered by no history of use: the drug is still there. */
const canBeAnswered = (
  about: readonly Provenance[],
  { buprenorphineDepots }: Pick<Evidence, 'buprenorphineDepots'>,
): boolean =>
  about.length > 0 &&
  !buprenorphineDepots.some(({ provenance }) =>
    about.some(({ source }) => source === provenance.source),
  );

const isBefore = (value: WordValue | undefined, today: Day): boolean =>
  value?.kind === 'span' && value.latest < today;

function moveOffers(
  { judged, dates }: OfferParts,
  { suggestions, drug }: Knowledge,
): readonly Suggestion[] {
  if (dates === undefined || dates === 'never') return [];
  const { label, labelAmongSeveral, description } = suggestions.movePlannedDay;
  const { earliest, notBefore } = dates;
  const naltrexone = judged.filter(({ order }) => order.identity.is === 'naltrexone');
  return naltrexone.flatMap(({ order: { ref, resource }, clock, call }): readonly Suggestion[] => {
    const { planned, now } = clock;
    if (earliest <= planned.day || earliest <= now.day) return [];
    // An update names what it replaces by its id alone: two drafts with one id cannot be told apart.
    const sameRef = [...naltrexone.map(({ order }) => order), ...call.otherDrafts].filter(
      (draft) => draft.ref === ref && draft.resource !== resource,
    );
    if (sameRef.length > 0) return [];
    const moved = movePlannedDay(resource, earliest, clock);
    if (moved === undefined) return [];
    const values = { day: day(earliest), order: text(ref) };
    const say = (words: string): string => fillWords(words, values, drug.terms, 'plain');
    return [
      {
        id: `move-planned-day/${ref}`,
        label: say(naltrexone.length === 1 ? label : labelAmongSeveral),
        recommended: notBefore !== undefined && notBefore > planned.day,
        action: { type: 'update', description: say(description), resource: moved },
      },
    ];
  });
}
