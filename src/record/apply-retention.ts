import type { SiteFile } from '../core/pack/site.js';
import type {
  DecisionRows,
  FeedbackRows,
  ShareCountRows,
  UnreadTextRows,
  Whose,
} from '../store/store.js';

/** What retention deletes from. */
export interface Retained {
  readonly decisions: Pick<DecisionRows, 'delete' | 'deleteSnapshots'>;
  readonly feedback: Pick<FeedbackRows, 'delete' | 'deleteComments'>;
  readonly unreadTexts: Pick<UnreadTextRows, 'delete'>;
  readonly shareCounts: Pick<ShareCountRows, 'delete'>;
}

/** What a site says about how long it is kept. */
export type RetentionPolicy = Pick<SiteFile, 'retention' | 'replay'>;

/** How many of each were deleted. */
export interface Deleted {
  readonly records: number;
  readonly snapshots: number;
  readonly feedback: number;
  readonly comments: number;
  readonly unreadTexts: number;
  readonly shareCounts: number;
}

const DAY_MS = 86_400_000;

/**
 * Deletes what is older than its site keeps it. A site that keeps no snapshots (any more) loses those that there are.
 * @param sites by the id of the client that each holds for
 * @param usual holds for every other client
 * @param now epoch milliseconds
 * @throws StoreError
 */
export async function applyRetention(
  store: Retained,
  sites: readonly { readonly id: string; readonly file: RetentionPolicy }[],
  usual: RetentionPolicy,
  now: number,
): Promise<Deleted> {
  const others = { file: usual, whose: { exceptClients: sites.map(({ id }) => id) } };
  const each = [...sites.map(({ id, file }) => ({ file, whose: { client: id } })), others];
  const deleted: Deleted[] = [];
  for (const { file, whose } of each) deleted.push(await deleteOld(store, file, whose, now));
  const sum = (name: keyof Deleted) => deleted.reduce((total, one) => total + one[name], 0);
  return {
    records: sum('records'),
    snapshots: sum('snapshots'),
    feedback: sum('feedback'),
    comments: sum('comments'),
    unreadTexts: sum('unreadTexts'),
    shareCounts: sum('shareCounts'),
  };
}

async function deleteOld(
  { decisions, feedback, unreadTexts, shareCounts }: Retained,
  { retention, replay }: RetentionPolicy,
  whose: Whose,
  now: number,
): Promise<Deleted> {
  const ago = (days: number): number => now - days * DAY_MS;
  const snapshots = await decisions.deleteSnapshots(ago(replay?.keepDays ?? 0), whose);
  if (retention === undefined) {
    return { records: 0, snapshots, feedback: 0, comments: 0, unreadTexts: 0, shareCounts: 0 };
  }
  return {
    snapshots,
    comments: await feedback.deleteComments(ago(retention.commentDays), whose),
    feedback: await feedback.delete(ago(retention.feedbackDays), whose),
    unreadTexts: await unreadTexts.delete(ago(retention.unreadTextDays), whose),
    shareCounts: await shareCounts.delete(ago(retention.recordDays), whose),
    records: await decisions.delete({ before: ago(retention.recordDays), ...whose }, now),
  };
}
