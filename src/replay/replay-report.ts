import { createHash } from 'node:crypto';
import type { SitePolicy } from '../core/pack/knowledge.js';
import type { HookParts } from '../hook/hook-parts.js';
import type { Snapshot } from '../hook/snapshot.js';
import type { DecisionRecord } from '../record/decision-record.js';
import { type AnswerDifferences, compareAnswers, isSame } from './compare-answers.js';
import { replayDecision } from './replay-decision.js';

/** One way in which an answer can be made: the knowledge behind it, and the site policy. */
export interface Side {
  readonly parts: Omit<HookParts, 'fhir' | 'recording'>;
  /** @param origin what the recorded policy was made of */
  readonly siteOf: (origin: string) => SitePolicy;
}

export interface ReplayReport {
  readonly decision: string;
  /** ISO instant. */
  readonly at: string;
  readonly client: string;
  /** The bytes that left then are the bytes that would leave now. */
  readonly identical: boolean;
  readonly knowledge: { readonly then: string; readonly now: string };
  readonly site: { readonly then: string; readonly now: string };
  readonly build: { readonly then: string; readonly now: string };
  readonly differences: AnswerDifferences;
}

/**
 * Makes a recorded answer again and says what is different.
 * @param installed the knowledge of this program and the recorded site policy; when that still gives the recorded bytes, they are the
 * words to compare with
 * @param other another site policy or other knowledge; left out = only whether the answer is still the same
 */
export async function reportReplay(
  record: DecisionRecord,
  snapshot: Snapshot,
  build: string,
  installed: Side,
  other: Side = installed,
): Promise<ReplayReport> {
  const policy = other.siteOf(snapshot.site);
  const after = await replayDecision(snapshot, policy, other.parts);
  const same =
    other === installed
      ? after
      : await replayDecision(snapshot, installed.siteOf(snapshot.site), installed.parts);
  const wordsThen = digestOf(same.response) === record.output ? same.response : undefined;
  const differences = compareAnswers(record, after, wordsThen);
  return {
    decision: record.decision,
    at: new Date(record.at).toISOString(),
    client: record.client,
    identical: digestOf(after.response) === record.output && isSame(differences),
    knowledge: { then: record.knowledge, now: other.parts.knowledge.hash },
    site: { then: record.site, now: policy.hash },
    build: { then: buildOf(record.build), now: build },
    differences,
  };
}

const digestOf = (response: unknown): string =>
  createHash('sha256').update(JSON.stringify(response)).digest('hex');

export const buildOf = ({ version, commit }: DecisionRecord['build']): string =>
  commit === undefined ? version : `${version} ${commit}`;
