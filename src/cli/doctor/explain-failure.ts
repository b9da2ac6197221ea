import type { Arrival } from '../../egress/egress.js';
import type { Failure } from '../../egress/failure.js';

const WORDS: Readonly<Record<Failure, string>> = {
  blocked: 'the address may not be asked',
  redirect: 'redirects to another address, which is not followed',
  status: 'answers with an error',
  dns: 'nobody knows the name (DNS)',
  connect: 'nobody answers there',
  tls: 'its certificate or its TLS is not accepted',
  timeout: 'did not answer in time',
  reset: 'breaks the connection',
  'too-large': 'the answer is too large',
  undecodable: 'the answer is compressed in a way that nobody can read',
};

/** Why an outgoing call brought nothing, for an operator. */
export function explainFailure({ failure, status }: Extract<Arrival, { ok: false }>): string {
  return status === undefined ? WORDS[failure] : `${WORDS[failure]} (${String(status)})`;
}
