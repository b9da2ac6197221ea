import { once } from 'node:events';
import { type Agent, type IncomingMessage, request } from 'node:http';

/** Posts a JSON body and waits for the end of the answer, with as little work of its own as there can be. */
export async function post(url: string, body: Buffer, agent: Agent): Promise<void> {
  const headers = { 'content-type': 'application/json', 'content-length': body.length };
  const sending = request(url, { method: 'POST', agent, headers });
  sending.end(body);
  const [response] = (await once(sending, 'response')) as [IncomingMessage];
  response.resume();
  await once(response, 'end');
  if (response.statusCode !== 200) throw new Error(`status ${response.statusCode ?? 'unknown'}`);
}
