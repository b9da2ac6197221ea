import { once } from 'node:events';
import { type Agent, type IncomingMessage, type OutgoingHttpHeaders, request } from 'node:http';

export interface PostOptions {
  readonly headers?: OutgoingHttpHeaders;
  /** Statuses that are no failure of the benchmark. */
  readonly allowed?: readonly number[];
}

/**
 * Posts a JSON body and waits for the end of the answer, with as little work of its own as there can be.
 * @returns the status
 */
export async function post(
  url: string,
  body: Buffer,
  agent: Agent,
  { headers: more, allowed = [200] }: PostOptions = {},
): Promise<number> {
  const headers = { 'content-type': 'application/json', 'content-length': body.length, ...more };
  const sending = request(url, { method: 'POST', agent, headers });
  sending.end(body);
  const [response] = (await once(sending, 'response')) as [IncomingMessage];
  response.resume();
  await once(response, 'end');
  const { statusCode = 0 } = response;
  if (!allowed.includes(statusCode)) throw new Error(`status ${statusCode}`);
  return statusCode;
}
