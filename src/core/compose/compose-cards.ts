import type { CardContent, Decision, Gap, UsedLocalCode } from '../decision.js';
import type { Knowledge } from '../pack/knowledge.js';
import { earliestDate, type PlannedDates } from '../plan/earliest-date.js';
import { type Finding, worstIndicator } from '../rules/finding.js';
import type { JudgedOrder } from '../rules/judge-order.js';
import { cardWords } from './card-words.js';
import { isoDay } from './format-day.js';
import { listRules } from './list-rules.js';
import { mergeOrders } from './merge-orders.js';
import { orderBullets } from './order-bullets.js';
import { sortIntoCards } from './sort-into-cards.js';
import { writeDetail } from './write-detail.js';
import { writeSummary } from './write-summary.js';

/** Findings and words to few cards: at most one about safety and one about what is missing. */
export function composeCards(
  judged: readonly JudgedOrder[],
  seen: SeenChart,
  knowledge: Knowledge,
): Decision {
  const findings = judged.flatMap((order) => order.findings);
  const speaking = findings.filter(({ shadow }) => !shadow);
  const plan = sortIntoCards(mergeOrders(speaking));
  const dates = earliestDate(speaking);
  const datesOnMissing = plan.safety.length === 0;
  const background = { judged, ...seen, knowledge };
  return {
    orders: judged.map(({ order }) => order.ref),
    findings,
    cards: [
      ...composeCard('safety', plan.safety, dates, background),
      ...composeCard('missing', plan.missing, datesOnMissing ? dates : undefined, background),
    ],
    ...isoDates(dates),
    gaps: seen.gaps,
    localCodes: seen.localCodes,
    knowledge: knowledge.hash,
  };
}

/** What is to be said about the input itself: what was not seen, and how many rows of other patients were dropped. */
export interface SeenChart {
  readonly gaps: readonly Gap[];
  readonly foreignRows: number;
  /** Drafts that do not say whose they are. */
  readonly unassigned: number;
  readonly localCodes: readonly UsedLocalCode[];
}

interface Background extends SeenChart {
  readonly judged: readonly JudgedOrder[];
  readonly knowledge: Knowledge;
}

function composeCard(
  kind: CardContent['kind'],
  findings: readonly Finding[],
  dates: PlannedDates,
  { judged, knowledge, ...seen }: Background,
): readonly CardContent[] {
  if (findings.length === 0) return [];
  const words = cardWords(knowledge);
  const { bulletOrder, source } = knowledge.drug;
  const bullets = orderBullets(findings, words.outcomeOf, bulletOrder, kind);
  return [
    {
      kind,
      indicator: worstIndicator(findings),
      summary: writeSummary(bullets, dates, words),
      detail: writeDetail({ bullets, findings, judged, dates, ...seen }, words),
      source: {
        label: source.label,
        url: source.url,
        topic: { system: source.topic.system, ...source.topic[kind] },
      },
      orders: judged.map(({ order }) => order.ref),
      rules: listRules(findings),
      ...isoDates(dates),
      unknown: unknownTypes(seen.gaps),
    },
  ];
}

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
