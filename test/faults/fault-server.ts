import type { FhirResource } from 'fhir/r4.js';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readRow, searchRows, searchset } from '../support/fhir-search.js';

/** One request to a server that misbehaves, and what would have been the right answer to it. */
export interface Exchange {
  readonly type: string;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** The right answer: a searchset, or a resource. */
  readonly right: any;
  readonly base: string;
  /** Base address of another server, where nothing must arrive. */
  readonly trap: string;
  /** How often this address was asked before. */
  readonly before: number;
}

export type Misbehave = (exchange: Exchange) => void;

export interface FaultServer {
  readonly base: string;
  /** Paths with query, in order. */
  readonly asked: readonly string[];
  readonly tokens: readonly (string | undefined)[];
  /** Connections that the other side gave up before they were answered. */
  readonly abandoned: () => number;
  /** What reached the trap. */
  readonly trapped: readonly string[];
  close(): Promise<void>;
}

/**
 * A FHIR R4 server on a real socket that holds one chart and misbehaves for some types; `*` = for all.
 * Each comes with a trap: a second server, which nobody may ever ask.
 */
export async function startFaultServer(
  resources: readonly FhirResource[],
  faults: Readonly<Record<string, Misbehave | undefined>> = {},
): Promise<FaultServer> {
  const asked: string[] = [];
  const tokens: (string | undefined)[] = [];
  const trapped: string[] = [];
  let abandoned = 0;
  const trap = await listen((request, response) => {
    trapped.push(request.url ?? '');
    sendJson(response, searchset([], 'https://trap.example'));
  });
  const server = await listen((request, response) => {
    const path = (request.url ?? '').replace(/^\/fhir\//, '');
    const before = asked.filter((one) => one === path).length;
    asked.push(path);
    tokens.push(request.headers.authorization);
    response.on('close', () => {
      if (!response.writableFinished) abandoned += 1;
    });
    const type = /^\w+/.exec(path)?.[0] ?? '';
    const right = rightAnswer(path, server.base);
    const fault = faults[type] ?? faults['*'];
    if (fault !== undefined) {
      fault({ type, request, response, right, base: server.base, trap: trap.base, before });
    } else if (right === undefined) response.writeHead(404).end();
    else sendJson(response, right);
  });

  function rightAnswer(path: string, base: string): unknown {
    if (!path.includes('?')) return readRow(path, resources);
    if (path.includes('_page=')) return searchset([], base);
    return searchset(searchRows(path, resources).rows, base);
  }

  return {
    base: server.base,
    asked,
    tokens,
    trapped,
    abandoned: () => abandoned,
    close: async () => {
      await Promise.all([server.close(), trap.close()]);
    },
  };
}

async function listen(handler: (request: IncomingMessage, response: ServerResponse) => void) {
  const server = createServer(handler);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}/fhir`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

export function sendJson(
  response: ServerResponse,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(200, { 'content-type': 'application/fhir+json', ...headers });
  response.end(JSON.stringify(body));
}
