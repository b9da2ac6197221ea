import { gzipSync } from 'node:zlib';
import { pick } from '../vary-case.js';
import { mutateRequest } from './mutate-request.js';

/** One HTTP call as a fuzzer makes it. */
export interface FuzzedCall {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | undefined;
}

const HOOK = '/cds-services/naltrexone-safety';
const OTHER_PATHS = [
  `${HOOK}/feedback`,
  '/cds-services/__proto__',
  '/cds-services/%00',
  '/cds-services/%E0%A4%A',
  `${HOOK}?patient=p1`,
  '/',
  '/healthz',
];
const OTHER_TYPES = ['text/plain', 'application/json; charset=utf-16', 'application/xml', ''];

/** Nine calls of ten are a hook call whose content alone is spoilt; the others are spoilt outside it too. */
export function fuzzedCall(requests: readonly object[], random: () => number): FuzzedCall {
  const text = JSON.stringify(mutateRequest(pick(requests, random), random));
  const headers = { 'content-type': 'application/json' };
  const call = { method: 'POST', path: HOOK, headers, body: Buffer.from(text) };
  if (random() < 0.9) return call;
  return pick(SPOIL, random)(call, random);
}

type Call = FuzzedCall & { readonly body: Buffer };

const SPOIL: readonly ((call: Call, random: () => number) => FuzzedCall)[] = [
  (call, random) => ({ ...call, path: pick(OTHER_PATHS, random) }),
  (call, random) => ({ ...call, headers: { 'content-type': pick(OTHER_TYPES, random) } }),
  (call, random) => ({
    ...call,
    method: pick(['GET', 'PUT', 'DELETE', 'OPTIONS', 'HEAD'], random),
    body: undefined,
  }),
  (call) => ({ ...call, headers: { ...call.headers, 'content-encoding': 'gzip' } }),
  (call) => ({
    ...call,
    headers: { ...call.headers, 'content-encoding': 'gzip' },
    body: gzipSync(call.body),
  }),
  (call, random) => ({
    ...call,
    body: call.body.subarray(0, Math.floor(random() * call.body.length)),
  }),
  (call, random) => {
    const body = Buffer.from(call.body);
    for (let times = 0; times < 10; times += 1) {
      body[Math.floor(random() * body.length)] = Math.floor(random() * 256);
    }
    return { ...call, body };
  },
];
