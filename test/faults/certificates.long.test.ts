import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readRow, searchRows, searchset } from '../support/fhir-search.js';
import { startProgram } from '../support/start-program.js';
import { clean } from './fault-chart.js';
import { SELF_SIGNED } from './self-signed.js';
import { AUTHORITY, CERTIFICATES, KEY } from './test-certificates.js';

/*
 * Row 49 of the fault matrix, over real TLS: which authorities are trusted is fixed as a process starts, so the built program reads
 * four charts by `check` in a process of its own.
 */

interface TlsServer {
  readonly base: string;
  /** Connections that were tried, and requests that came through. */
  readonly seen: { connections: number; requests: number };
  readonly server: Server;
}

async function startTlsServer(pair: { key: string; cert: string }): Promise<TlsServer> {
  const seen = { connections: 0, requests: 0 };
  const server = createServer(pair, (request, response) => {
    seen.requests += 1;
    const path = (request.url ?? '').slice('/fhir/'.length);
    const answer = path.includes('?')
      ? searchset(searchRows(path, clean.resources).rows, 'https://ehr.example.org/fhir')
      : readRow(path, clean.resources);
    response.writeHead(200, { 'content-type': 'application/fhir+json' });
    response.end(JSON.stringify(answer));
  });
  server.on('connection', () => (seen.connections += 1));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { base: `https://127.0.0.1:${port}/fhir`, seen, server };
}

const PAIRS = {
  good: { key: KEY, cert: CERTIFICATES.good },
  'of another host': { key: KEY, cert: CERTIFICATES['of another host'] },
  expired: { key: KEY, cert: CERTIFICATES.expired },
  'signed by itself': SELF_SIGNED,
};
type Pair = keyof typeof PAIRS;
const names = Object.keys(PAIRS) as Pair[];
const servers = new Map<Pair, TlsServer>();
const answers = new Map<Pair, any>();

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'naltrexone-cds-'));
  const authority = join(folder, 'authority.pem');
  writeFileSync(authority, AUTHORITY);
  const files: string[] = [];
  for (const name of names) {
    const server = await startTlsServer(PAIRS[name]);
    servers.set(name, server);
    const file = join(folder, `${name.replaceAll(' ', '-')}.json`);
    const { hook, context } = clean;
    writeFileSync(file, JSON.stringify({ hook, context, fhirServer: server.base }));
    files.push(file);
  }
  const allowed = [...servers.values()].flatMap(({ base }) => ['--allow-fhir', base]);
  const program = startProgram(['check', ...files, '--json', '--now', clean.now, ...allowed], {
    NODE_EXTRA_CA_CERTS: authority,
    // Even then no certificate is taken unchecked; Node warns of it on stderr.
    NODE_TLS_REJECT_UNAUTHORIZED: '0',
    NODE_NO_WARNINGS: '1',
  });
  expect([await program.exit, program.stderr()]).toEqual([0, '']);
  const lines = program.stdout().trim().split('\n');
  for (const [index, name] of names.entries()) answers.set(name, JSON.parse(lines[index]!));
}, 30_000);
afterAll(() => {
  for (const { server } of servers.values()) {
    server.closeAllConnections();
    server.close();
  }
});

test('a good certificate: the chart is read, and nothing speaks against the order', () => {
  expect(servers.get('good')!.seen.requests).toBeGreaterThan(10);
  expect(answers.get('good')).toEqual({ cards: [] });
});

test.each<[string, Pair]>([
  ['row 49: the certificate of another host', 'of another host'],
  ['row 49: an expired certificate', 'expired'],
  ['row 49: a certificate signed by itself', 'signed by itself'],
])('%s: no request is made, and the card names every source', (_, name) => {
  const { connections, requests } = servers.get(name)!.seen;
  expect([connections > 0, requests]).toEqual([true, 0]);
  const [card, ...more] = answers.get(name).cards;
  expect([card.indicator, more]).toEqual(['warning', []]);
  expect(card.extension['org.naltrexone-cds'].unknown).toEqual(
    expect.arrayContaining(['Condition', 'MedicationDispense', 'Observation', 'Patient']),
  );
});
