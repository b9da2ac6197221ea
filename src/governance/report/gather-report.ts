import { dayOf, type TimeZone } from '../../core/time/time-zone.js';
import type { Moment } from '../../core/time/instant.js';
import type { DecisionRecord } from '../../record/decision-record.js';
import type { FeedbackRecord } from '../../record/feedback-record.js';
import { linkedFeedback } from '../../record/linked-feedback.js';
import type { DecisionSummary, Period, Store } from '../../store/store.js';
import type { AnsweredCall } from '../measures/answered-call.js';
import type { GovernanceReport } from './governance-report.js';
import { openReport, type ReportFrame } from './open-report.js';

export type ReportStore = Pick<Store, 'decisions' | 'feedback'>;

/**
 * Reads what was recorded in a period and reports it. All clients are read, though one is shown: what is withheld of it hangs
 * on the others.
 */
export async function gatherReport(
  store: ReportStore,
  period: Period,
  zone: TimeZone,
  frame: ReportFrame,
): Promise<GovernanceReport> {
  const report = openReport();
  for await (const rows of store.decisions.read(period)) {
    for (const call of await answeredCalls(store, rows, zone)) report.add(call);
  }
  for await (const rows of store.feedback.read(period)) {
    for (const { client, said } of await linkedFeedback(rows, store.decisions)) {
      report.addFeedback(client, said.card, said.outcome);
    }
  }
  return report.close(frame);
}

/** Recorded answers with the feedback of their own clients, whenever it came. */
export async function answeredCalls(
  store: Pick<ReportStore, 'feedback'>,
  rows: readonly DecisionSummary[],
  zone: TimeZone,
): Promise<readonly AnsweredCall[]> {
  const said = new Map<string, FeedbackRecord[]>();
  const nameOf = (client: string, card: string) => `${client} ${card}`;
  for (const row of await store.feedback.ofCards(rows.flatMap(({ cards }) => cards))) {
    const name = nameOf(row.client, row.card);
    const before = said.get(name) ?? [];
    before.push(JSON.parse(row.record) as FeedbackRecord);
    said.set(name, before);
  }
  return rows.map(({ client, patient, record, recordedAt, cards }) => ({
    record: JSON.parse(record) as DecisionRecord,
    patient,
    day: dayOf(recordedAt as Moment, zone),
    feedback: new Map(cards.map((card) => [card, said.get(nameOf(client, card)) ?? []])),
  }));
}
