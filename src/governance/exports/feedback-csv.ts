import type { DisclosureNotice } from '../../core/pack/disclosure-notice.js';
import type { DecisionRecord } from '../../record/decision-record.js';
import type { FeedbackRecord } from '../../record/feedback-record.js';
import type { FeedbackSummary, Period, Store } from '../../store/store.js';
import { csv } from './csv.js';

const HEAD = [
  ...[
    'intervention',
    'action_taken',
    'user_feedback',
    'user',
    'date',
    'location',
    'indicator',
    'hook',
  ],
];

export interface FeedbackExport {
  readonly store: Pick<Store, 'decisions' | 'feedback'>;
  readonly period: Period;
  /** Left out = all. */
  readonly client?: string | undefined;
  readonly notice: DisclosureNotice;
  /** Opens the sealed words of a user; left out = they stay where they are. */
  readonly unseal?: ((sealed: Uint8Array) => string) | undefined;
}

/**
 * Feedback as 45 CFR 170.315(b)(11)(ii)(C) wants it to be available: one line each with the intervention (rules and versions on
 * the card), the action taken, the user feedback (reason code, suggestions by our names), the user (role and keyed mark), the
 * date (as the client says, else of receipt) and the location (id of the client). Lines about single events: not for publication.
 * Feedback about a card that is not known, or of another client, says nothing about an intervention of ours and is left out.
 */
export async function feedbackCsv({
  store,
  period,
  client,
  notice,
  unseal,
}: FeedbackExport): Promise<string> {
  const rows: (string | number | null)[][] = [];
  for await (const batch of store.feedback.read(period, client)) {
    const decisions = await store.decisions.ofCards(batch.map(({ card }) => card));
    const comments =
      unseal === undefined
        ? new Map<string, Uint8Array>()
        : await store.feedback.comments(batch.map(({ id }) => id));
    for (const said of batch) {
      const decision = decisions.get(said.card);
      if (decision?.client !== said.client) continue;
      const record = JSON.parse(decision.record) as DecisionRecord;
      const sealed = comments.get(said.id);
      rows.push([
        ...lineOf(said, record),
        ...(unseal === undefined ? [] : [sealed === undefined ? '' : unseal(sealed)]),
        notice.short,
      ]);
    }
  }
  return csv([[...HEAD, ...(unseal === undefined ? [] : ['comment']), 'notice'], ...rows]);
}

function lineOf(said: FeedbackSummary, { cards, findings, user, hook }: DecisionRecord) {
  const feedback = JSON.parse(said.record) as FeedbackRecord;
  const card = cards.find(({ uuid }) => uuid === said.card);
  const rules = (card?.rules ?? []).map((rule) => {
    const version = findings.find((finding) => finding.rule === rule)?.version;
    return version === undefined ? rule : `${rule}@${version}`;
  });
  return [
    rules.join(' '),
    feedback.outcome,
    [...(feedback.reason === undefined ? [] : [feedback.reason.code]), ...feedback.accepted].join(
      ' ',
    ),
    user === undefined ? '' : `${user.type} ${user.mark}`,
    new Date(feedback.at ?? said.receivedAt).toISOString(),
    said.client,
    card?.indicator ?? '',
    hook,
  ];
}
