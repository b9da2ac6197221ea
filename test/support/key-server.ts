import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface KeyServer {
  readonly url: string;
  /** Requests so far. */
  readonly asked: () => number;
  /** What it does from now on. */
  answer: (request: IncomingMessage, response: ServerResponse) => void;
  close(): Promise<void>;
}

/** A server of JWK Sets on a real socket, which does whatever a test tells it to. */
export async function startKeyServer(keys: readonly unknown[] = []): Promise<KeyServer> {
  let asked = 0;
  const server = createServer((request, response) => {
    asked += 1;
    keyServer.answer(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const keyServer: KeyServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks`,
    asked: () => asked,
    answer: publishes(keys),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return keyServer;
}

export const publishes =
  (keys: readonly unknown[]): KeyServer['answer'] =>
  (_request, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ keys }));
  };
