import type { Call } from '../core/call.js';
import type { Chart } from '../core/chart.js';
import type { Decision } from '../core/decision.js';
import type { SitePolicy } from '../core/pack/knowledge.js';
import type { Moment } from '../core/time/instant.js';
import { ServiceError } from '../errors.js';
import { parseFhirBase } from '../fhir/fhir-base.js';
import { answerFrom } from '../fhir/recorded-reads.js';
import { answerHook } from '../hook/answer-hook.js';
import type { CdsResponse } from '../hook/cds-response.js';
import type { Decide, HookParts } from '../hook/hook-parts.js';
import type { Snapshot } from '../hook/snapshot.js';
import type { DecisionRecord } from '../record/decision-record.js';

/** An answer that was made again. */
export interface Replayed {
  /** What would be recorded of it; the marks in it are empty. Undefined where the drafts hold nothing (any more) for the service. */
  readonly record: DecisionRecord | undefined;
  /** In place of an error that the client gets, the answer without cards. */
  readonly response: CdsResponse;
  /** Undefined where nothing was decided. */
  readonly judged: Judged | undefined;
}

/** What went into the decision, and the decision. */
export interface Judged {
  readonly call: Call;
  readonly chart: Chart;
  readonly site: SitePolicy;
  readonly now: Moment;
  readonly decision: Decision;
}

/**
 * Answers a recorded call again, through the same function as the server and as of the same instant. What was read of the chart comes
 * from the snapshot; nothing is asked of anybody.
 * @param site the policy of the snapshot, or another one to see what it would have changed
 */
export async function replayDecision(
  snapshot: Snapshot,
  site: SitePolicy,
  parts: Omit<HookParts, 'fhir' | 'recording'>,
): Promise<Replayed> {
  let record: DecisionRecord | undefined;
  let judged: Judged | undefined;
  const decide: Decide = (call, chart, knowledge, policy, now) => {
    const decision = parts.decide(call, chart, knowledge, policy, now);
    judged = { call, chart, site: policy, now, decision };
    return decision;
  };
  const recording = {
    build: { version: '' },
    mark: () => '',
    seal: (_purpose: string, bytes: Uint8Array) => bytes,
    answeredBefore: () => Promise.resolve(snapshot.call.before),
    record: (made: DecisionRecord) => {
      // As it would be read again: without what JSON leaves out.
      record = JSON.parse(JSON.stringify(made)) as DecisionRecord;
      return Promise.resolve();
    },
    failed: (failure: unknown) => {
      throw failure;
    },
  };
  const source = snapshot.reads && answerFrom(snapshot.reads);
  const fhir = { open: () => source, close: () => Promise.resolve() };
  const response = await answerHook(callOf(snapshot, site), {
    ...parts,
    decide,
    fhir,
    recording,
  }).catch((error: unknown): CdsResponse => {
    if (error instanceof ServiceError && record !== undefined) return { cards: [] };
    throw error;
  });
  return { record, response, judged };
}

function callOf({ call, request, reads }: Snapshot, site: SitePolicy) {
  const { service, digest, now } = call;
  const { absentSources, ...client } = call.client;
  const base = reads && parseFhirBase(reads.root);
  return {
    ...{ service, digest, now: now as Moment, site, body: JSON.parse(request) as unknown },
    client: {
      ...client,
      absentSources: new Set(absentSources),
      fhirBases: base === undefined ? [] : [base],
    },
  };
}
