import { connect, createServer, type Socket } from 'node:net';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

/** Stands between a program and its database, and takes the database away from it. */
export interface CutProxy {
  /** The address of the database, by way of this proxy. */
  readonly url: string;
  /** Breaks what is open, and refuses what comes. */
  cut(): void;
  /** Lets nothing through any more, and says nothing. */
  stall(): void;
  /** As at first. */
  mend(): void;
  close(): Promise<void>;
}

export async function startCutProxy(database: string): Promise<CutProxy> {
  const target = new URL(database);
  const sockets = new Set<Socket>();
  let state: 'open' | 'cut' | 'stalled' = 'open';
  const server = createServer((near) => {
    near.on('error', () => near.destroy());
    sockets.add(near);
    near.on('close', () => sockets.delete(near));
    if (state === 'cut') {
      near.destroy();
      return;
    }
    const far = connect(Number(target.port === '' ? 5432 : target.port), target.hostname);
    far.on('error', () => near.destroy());
    far.on('close', () => near.destroy());
    near.on('close', () => far.destroy());
    near.pipe(far).pipe(near);
    if (state === 'stalled') near.pause();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const breakAll = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: Object.assign(new URL(database), { hostname: '127.0.0.1', port: String(port) }).href,
    cut() {
      state = 'cut';
      breakAll();
    },
    stall() {
      state = 'stalled';
      for (const socket of sockets) socket.unpipe().pause();
    },
    mend() {
      // What was held back is lost, as behind a firewall that has forgotten its connections.
      if (state === 'stalled') breakAll();
      state = 'open';
    },
    async close() {
      server.close();
      breakAll();
      await once(server, 'close');
    },
  };
}
