import { isoDay } from '../core/compose/format-day.js';
import { rulesUnder } from '../core/rules/site-rules.js';
import { situationOf } from '../core/situation-of.js';
import type { HookParts } from '../hook/hook-parts.js';
import type { DecisionRecord } from '../record/decision-record.js';
import type { FeedbackRecord } from '../record/feedback-record.js';
import type { Judged } from '../replay/replay-decision.js';
import { countRows, type WeighedRow, weighRows } from './weigh-rows.js';

/** What stood behind one answer, in the order in which it came about. */
export interface Explanation {
  readonly record: DecisionRecord;
  readonly feedback: readonly FeedbackRecord[];
  /** Why there is no card, or why it was not shown; empty when cards were shown. */
  readonly noCardBecause: readonly NoCardBecause[];
  /** From the snapshot; undefined where none was kept, or where nothing was decided. */
  readonly judged: ExplainedJudgement | undefined;
}

export type NoCardBecause =
  | 'nothing-found'
  | 'only-shadow'
  | 'client-in-silent-mode'
  | 'client-wants-an-error'
  | 'opioid-history-unknown'
  | 'bug';

export interface ExplainedJudgement {
  /** This program decides as was decided then. What follows is of this program. */
  readonly same: boolean;
  /** ISO days of the site's zone. */
  readonly orders: readonly { readonly order: string; readonly planned: string }[];
  /** Clinical questions that were asked and found nothing, and rules that the site does not want to hear of. */
  readonly quietQuestions: readonly string[];
  readonly switchedOff: readonly string[];
  readonly notBefore: string | undefined;
  readonly earliestDate: string | undefined;
  readonly rows: readonly WeighedRow[];
  /** Beyond the limit, or the time. */
  readonly rowsNotWeighed: number;
}

/** How many rows of a chart are weighed at most. */
const ROWS = 500;

/**
 * @param judged the decision made again from the snapshot, and whether it is the one that was recorded
 * @param isOver no more rows are weighed then
 */
export function explainDecision(
  record: DecisionRecord,
  feedback: readonly FeedbackRecord[],
  judged: (Judged & { readonly same: boolean }) | undefined,
  { knowledge, decide }: Pick<HookParts, 'knowledge' | 'decide'>,
  isOver: () => boolean = () => false,
): Explanation {
  return {
    record,
    feedback,
    noCardBecause: noCardBecause(record),
    judged: judged && explainJudgement(judged, judged.same, { knowledge, decide }, isOver),
  };
}

function noCardBecause({
  answer,
  shown,
  cards,
  findings,
  question,
  slices,
}: DecisionRecord): readonly NoCardBecause[] {
  const silent: readonly NoCardBecause[] = shown ? [] : ['client-in-silent-mode'];
  if (answer === 'unreadable') return ['client-wants-an-error', ...silent];
  if (answer === 'not-checked') {
    return question === 'mirror'
      ? ['bug', 'opioid-history-unknown', ...silent]
      : ['bug', ...silent];
  }
  if (cards.length > 0) return silent;
  const isUnknown = slices.some(({ state }) => state === 'failed' || state === 'partial');
  const nothing = findings.some(({ shadow }) => shadow) ? 'only-shadow' : 'nothing-found';
  return question === 'mirror' && isUnknown
    ? [nothing, 'opioid-history-unknown', ...silent]
    : [nothing, ...silent];
}

function explainJudgement(
  judged: Judged,
  same: boolean,
  { knowledge, decide }: Pick<HookParts, 'knowledge' | 'decide'>,
  isOver: () => boolean,
): ExplainedJudgement {
  const rows = weighRows(judged, knowledge, decide, ROWS, isOver);
  const { call, chart, site, now, decision } = judged;
  const rules = rulesUnder(knowledge, site)[call.question];
  const found = new Set(decision.findings.map(({ question }) => question));
  const off = (site.file.modes ?? []).filter(({ mode }) => mode === 'off');
  return {
    same,
    orders: situationOf(call, chart, knowledge, site, now).map(({ order, clock }) => ({
      order: order.ref,
      planned: isoDay(clock.planned.day),
    })),
    quietQuestions: [...new Set(rules.map(({ id }) => id))].filter((id) => !found.has(id)),
    switchedOff: off.map(({ rule }) => rule),
    notBefore: decision.notBefore,
    earliestDate: decision.earliestDate,
    rows,
    rowsNotWeighed: countRows(chart) - rows.length,
  };
}
