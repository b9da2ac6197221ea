import type { CardContent, Decision, Gap, UsedLocalCode } from '../decision.js';
import type { Decided } from '../made-decision.js';
import type { Knowledge, SitePolicy } from '../pack/knowledge.js';
import { earliestDate, type PlannedDates } from '../plan/earliest-date.js';
import { type Finding, worstIndicator } from '../rules/finding.js';
import type { JudgedOrder } from '../rules/judge-order.js';
import { cardWords } from './card-words.js';
import { isoDay } from './format-day.js';
import { giveReasons } from './give-reasons.js';
import { listRules } from './list-rules.js';
import { mergeOrders } from './merge-orders.js';
import { orderBullets } from './order-bullets.js';
import { sortIntoCards } from './sort-into-cards.js';
import { suggest } from './suggest/suggest.js';
import { writeDetail } from './write-detail.js';
import { writeOverdue } from './write-overdue.js';
import { writeSummary } from './write-summary.js';

/**
 * Findings and words to few cards: at most one about safety and one about what is missing, or for the other service at most one
 * about codes, units and papers.
 */
export function composeCards(
  judged: readonly JudgedOrder[],
  seen: SeenChart,
  ahead: WayAhead,
  knowledge: Knowledge,
  site: SitePolicy,
): Decided {
  const findings = judged.flatMap((order) => order.findings);
  const speaking = findings.filter(({ shadow }) => !shadow);
  const dates = earliestDate(speaking);
  const { notBefore, earliestDate: earliest } = isoDates(dates);
  return {
    orders: judged.map(({ order }) => order.ref),
    findings,
    cards:
      speaking.length === 0
        ? []
        : fewCards(speaking, dates, { judged, seen, ahead, knowledge, site }),
    notBefore,
    earliestDate: earliest,
    plan: ahead.plan,
    wouldClear: ahead.wouldClear,
    gaps: seen.gaps,
    localCodes: seen.localCodes,
    knowledge: knowledge.hash,
  };
}

function fewCards(
  speaking: readonly Finding[],
  dates: PlannedDates,
  background: Background,
): readonly CardContent[] {
  const { safety, missing, readiness } = sortIntoCards(mergeOrders(speaking));
  const datesOnMissing = safety.length === 0;
  return [
    ...composeCard('safety', safety, dates, background),
    ...composeCard(
      'missing',
      missing,
      datesOnMissing ? dates : undefined,
      datesOnMissing ? background : { ...background, ahead: NOTHING_AHEAD },
    ),
    ...composeCard('readiness', readiness, undefined, background),
  ];
}

/** What is to be said about the input itself: what was not seen, and how many rows of other patients were dropped. */
export interface SeenChart {
  readonly gaps: readonly Gap[];
  readonly foreignRows: number;
  /** Drafts that do not say whose they are. */
  readonly unassigned: number;
  readonly localCodes: readonly UsedLocalCode[];
}

/** What is to come: the waiting times, and the facts that would clear the answer. */
export type WayAhead = Pick<Decision, 'plan' | 'wouldClear'>;

interface Background {
  readonly seen: SeenChart;
  readonly ahead: WayAhead;
  readonly judged: readonly JudgedOrder[];
  readonly knowledge: Knowledge;
  readonly site: SitePolicy;
}

function composeCard(
  kind: 'safety' | 'missing' | 'readiness',
  findings: readonly Finding[],
  dates: PlannedDates,
  { judged, seen, ahead, knowledge, site }: Background,
): readonly CardContent[] {
  const [judgedFirst] = judged;
  if (findings.length === 0 || judgedFirst === undefined) return [];
  const words = cardWords(knowledge);
  const { bulletOrder } = knowledge.drug;
  const { now } = judgedFirst.clock;
  const bullets = orderBullets(findings, words.outcomeOf, bulletOrder, kind);
  return [
    {
      kind,
      indicator: worstIndicator(findings),
      summary: writeSummary(bullets, dates, words),
      detail: [
        writeDetail({ bullets, findings, judged, dates, ...seen, ...ahead }, words),
        ...writeOverdue(findings, now.day, knowledge, site, words),
      ].join(' '),
      source: sourceOf(kind, knowledge.drug),
      ...suggest({ findings, judged, dates, site }, words.outcomeOf, knowledge),
      overrideReasons: giveReasons(bullets, words.outcomeOf, knowledge),
      orders: judged.map(({ order }) => order.ref),
      rules: listRules(findings),
      ...isoDates(dates),
      unknown: unknownTypes(seen.gaps),
    },
  ];
}

function sourceOf(
  kind: 'safety' | 'missing' | 'readiness',
  { source, readinessSource }: Knowledge['drug'],
): CardContent['source'] {
  if (kind === 'readiness') return readinessSource;
  const { label, url, topic } = source;
  return { label, url, topic: { system: topic.system, ...topic[kind] } };
}

/** Of two cards only that of safety says what is to come. */
const NOTHING_AHEAD: WayAhead = { plan: undefined, wouldClear: undefined };

const isoDates = (dates: PlannedDates): Pick<Decision, 'notBefore' | 'earliestDate'> =>
  dates === undefined || dates === 'never'
    ? { notBefore: undefined, earliestDate: undefined }
    : {
        notBefore: dates.notBefore === undefined ? undefined : isoDay(dates.notBefore),
        earliestDate: isoDay(dates.earliest),
      };

const unknownTypes = (gaps: readonly Gap[]): readonly string[] =>
  [
    ...new Set(
      gaps.filter(({ state }) => state !== 'not-asked').map(({ resourceType }) => resourceType),
    ),
  ].sort();
