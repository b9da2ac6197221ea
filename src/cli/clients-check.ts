import { readFileSync } from 'node:fs';
import { createJwksFetch, type JwksAnswer } from '../clients/fetch-jwks.js';
import { inspectToken } from '../clients/inspect-token.js';
import type { RegisteredClient } from '../clients/registered-client.js';
import { explainKeys } from './explain-keys.js';
import { explainLocalCodes } from './explain-local-codes.js';
import { explainRefusal } from './explain-refusal.js';
import { findClient } from './find-client.js';
import { harmless } from './harmless.js';
import { type ClientsOptions, openRegistry } from './open-registry.js';

export interface ClientsCheckOptions extends ClientsOptions {
  readonly token?: string;
}

/** Fetches a client's keys and says in words what is wrong with them, and with a token; exit 1 when something is. */
export async function checkClient(id: string, options: ClientsCheckOptions): Promise<void> {
  const jwks = createJwksFetch();
  let answer: JwksAnswer | undefined;
  const registry = openRegistry(
    options,
    async (url, privateNetwork) => (answer = await jwks.fetch(url, privateNetwork)),
  );
  const client = findClient(registry, id);
  console.log(
    `${client.id}: ${client.issuer}${client.tenant ? `, tenant ${client.tenant}` : ''}\n`,
  );
  await client.keys.find('');
  say('Keys', explainKeys(client, answer));
  if (client.keys.state().keys.length === 0) process.exitCode = 1;
  const { localCodes } = client.site;
  if (localCodes !== undefined) say('Local codes', explainLocalCodes(localCodes));
  if (options.token !== undefined) await checkToken(options.token, client);
  await jwks.close();
}

async function checkToken(given: string, client: RegisteredClient): Promise<void> {
  const text = (given === '-' ? readFileSync(0, 'utf8') : given).trim().replace(/^Bearer +/i, '');
  const refusals = await inspectToken(text, client, Date.now());
  if (refusals.length > 0) process.exitCode = 1;
  say(
    'Token',
    refusals.length === 0
      ? ['It is good: a call with it would be accepted, once.']
      : refusals.map((refusal) => explainRefusal(refusal)),
  );
}

function say(what: string, sentences: readonly string[]): void {
  for (const [index, sentence] of sentences.entries()) {
    console.log(`  ${(index === 0 ? what : '').padEnd(12)}${harmless(sentence)}`);
  }
}
