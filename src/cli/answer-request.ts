import { createHash } from 'node:crypto';
import type { SitePolicy } from '../core/pack/knowledge.js';
import type { Moment } from '../core/time/instant.js';
import { type ErrorOutcome, ServiceError, toOperationOutcome } from '../errors.js';
import { answerHook } from '../hook/answer-hook.js';
import type { CdsResponse } from '../hook/cds-response.js';
import type { CdsClient } from '../hook/cds-client.js';
import type { HookParts } from '../hook/hook-parts.js';
import { parseJson } from '../json/parse-json.js';
import { complainOfFailure } from './complain-of-failure.js';

/** How a request is to be answered when nothing else is said beside it. */
export interface Asked {
  readonly service: string;
  readonly client: CdsClient;
  readonly site: SitePolicy;
  readonly now: () => Moment;
}

/** Status and body that the server would give. */
export interface Answered {
  readonly status: number;
  readonly response: CdsResponse | ErrorOutcome;
}

/** Answers one CDS Hooks request given as text. Never throws. */
export function answerRequest(text: string, asked: Asked, hook: HookParts): Promise<Answered> {
  const parsed = parseJson(text);
  if (!parsed.ok) {
    const code = parsed.why === 'too-deep' ? 'body-too-deep' : 'body-not-json';
    return Promise.resolve(refusal(new ServiceError(code)));
  }
  return answerBody(parsed.value, text, asked, hook);
}

/** @param text what the digest is made of */
export async function answerBody(
  body: unknown,
  text: string,
  { service, client, site, now }: Asked,
  hook: HookParts,
): Promise<Answered> {
  const digest = createHash('sha256').update(text).digest('hex');
  try {
    const call = { service, client, body, digest, site, now: now() };
    return { status: 200, response: await answerHook(call, hook) };
  } catch (error) {
    if (error instanceof ServiceError) return refusal(error);
    complainOfFailure('A request could not be answered', error);
    return refusal(new ServiceError('internal'));
  }
}

export const refusal = (error: ServiceError): Answered => ({
  status: error.status,
  response: toOperationOutcome(error),
});
