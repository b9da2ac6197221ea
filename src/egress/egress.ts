import { Agent, request } from 'undici';
import type { AllowedBase } from './allowed-base.js';
import { checkedLookup, type ResolveName } from './checked-lookup.js';
import { type Failure, failureOf } from './failure.js';
import { mayAsk, mayBePrivate } from './may-ask.js';
import { readAll } from './read-all.js';
import { unlessAborted } from './unless-aborted.js';

/** Something that may be put on an outgoing request and cannot be printed. */
export interface Credential {
  authorization(): string;
}

/** Decoded bytes that several answers may still bring in all. */
export interface ByteAllowance {
  left: number;
}

export interface OutgoingGet {
  readonly address: URL;
  /** The registered base under which the address must lie. */
  readonly base: AllowedBase;
  readonly accept: string;
  readonly credential?: Credential | undefined;
  /** W3C Trace Context of this call. */
  readonly traceparent?: string | undefined;
  /** Ends the call, body included: no time limit that a trickle of bytes could renew. */
  readonly signal: AbortSignal;
  /** Decoded bytes of this answer. */
  readonly maxBytes: number;
  readonly allowance?: ByteAllowance | undefined;
}

export type Arrival =
  | { readonly ok: true; readonly body: Buffer; readonly contentType: string }
  | {
      readonly ok: false;
      readonly failure: Failure;
      readonly status?: number;
      /** What the server wrote into Retry-After. */
      readonly retryAfter?: string;
    };

/** The only way out of this process. */
export interface Egress {
  /**
   * One GET: registered base only, no redirects, no proxy of the environment, address checked as the connection is made.
   * An answer counts only with status 200. Never throws.
   */
  get(call: OutgoingGet): Promise<Arrival>;
  close(): Promise<void>;
}

export interface EgressOptions {
  readonly resolveName?: ResolveName;
  readonly connectTimeoutMs?: number;
}

/** Opens the way out: kept-alive connections, those that may reach private addresses apart from all others. */
export function createEgress({ resolveName, connectTimeoutMs = 3000 }: EgressOptions = {}): Egress {
  const agentFor = (allowPrivate: boolean) =>
    new Agent({
      connect: {
        timeout: connectTimeoutMs,
        lookup: checkedLookup(allowPrivate, resolveName),
        rejectUnauthorized: true, // whatever NODE_TLS_REJECT_UNAUTHORIZED says
      },
      connections: 64,
      keepAliveTimeout: 20_000,
    });
  const toPublic = agentFor(false);
  const toPrivate = agentFor(true);

  return {
    async get(call) {
      const { address, base, signal } = call;
      if (signal.aborted) return failed('timeout');
      if (!mayAsk(address, base)) return failed('blocked');
      try {
        const answer = request(address, {
          dispatcher: mayBePrivate(base) ? toPrivate : toPublic,
          signal,
          headers: {
            accept: call.accept,
            'accept-encoding': 'gzip, deflate, br',
            'cache-control': 'no-cache',
            ...(call.credential && { authorization: call.credential.authorization() }),
            ...(call.traceparent !== undefined && { traceparent: call.traceparent }),
          },
        });
        const { statusCode, headers, body } = await unlessAborted(answer, signal, (late) => {
          late.body.destroy();
        });
        if (statusCode !== 200) {
          void body.dump({ limit: 65_536, signal }).catch(() => undefined);
          return statusFailure(statusCode, headers['retry-after']);
        }
        const read = await readAll(body, headers['content-encoding'], call);
        return read.ok ? { ...read, contentType: String(headers['content-type'] ?? '') } : read;
      } catch (error) {
        return failed(failureOf(error, signal));
      }
    },
    async close() {
      await Promise.all([toPublic.close(), toPrivate.close()]);
    },
  };
}

const failed = (failure: Failure): Arrival => ({ ok: false, failure });

function statusFailure(status: number, retryAfter: string | string[] | undefined): Arrival {
  const failure = status >= 300 && status < 400 ? 'redirect' : 'status';
  return typeof retryAfter === 'string'
    ? { ok: false, failure, status, retryAfter }
    : { ok: false, failure, status };
}
