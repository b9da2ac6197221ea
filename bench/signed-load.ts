import { createPrivateKey, randomUUID, sign } from 'node:crypto';
import { Agent } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { SignedLoad } from './support/signed-load.js';
import { post } from './support/post.js';

/** A process that sends signed calls, each with a token of its own that is good for five minutes. */
process.on('message', (load: SignedLoad) => {
  void run(load).then(() => process.send?.('sent'));
});
process.once('disconnect', () => process.exit());

const CONNECTIONS = 16;
/** On a busy machine the service turns calls away; they come again. */
const OVERLOADED = 503;
const PAUSE_MS = 100;
const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });

async function run({ url, body, requests, privateKey, claims }: SignedLoad): Promise<void> {
  const key = createPrivateKey({ key: privateKey, format: 'jwk' });
  const header = encoded({ alg: 'ES256', typ: 'JWT', kid: privateKey.kid });
  const sent = Buffer.from(body);
  let left = requests;

  function token(): string {
    const iat = Math.floor(Date.now() / 1000);
    const input = `${header}.${encoded({ ...claims, iat, exp: iat + 300, jti: randomUUID() })}`;
    const signature = sign('sha256', Buffer.from(input), { key, dsaEncoding: 'ieee-p1363' });
    return `${input}.${signature.toString('base64url')}`;
  }

  async function connection(): Promise<void> {
    while (left > 0) {
      left -= 1;
      const headers = { authorization: `Bearer ${token()}` };
      const status = await post(url, sent, agent, { headers, allowed: [200, OVERLOADED] });
      if (status === OVERLOADED) {
        left += 1;
        await pause(PAUSE_MS);
      }
    }
  }

  await Promise.all(Array.from({ length: CONNECTIONS }, connection));
}

function encoded(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
