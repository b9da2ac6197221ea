import { once } from 'node:events';
import { createServer } from 'node:net';

const STEP = 10;
const TRIES = 20;

/**
 * The first port from `from` on, in steps of ten, at which the service and the FHIR server two ports above can listen.
 * @throws Error when none of twenty is free
 */
export async function freePorts(from: number): Promise<number> {
  for (let port = from; port < from + STEP * TRIES; port += STEP) {
    if ((await isFree(port)) && (await isFree(port + 2))) return port;
  }
  throw new Error(`No free port from ${String(from)} on.`);
}

async function isFree(port: number): Promise<boolean> {
  const probe = createServer();
  try {
    probe.listen(port, '127.0.0.1');
    await once(probe, 'listening');
    probe.close();
    await once(probe, 'close');
    return true;
  } catch {
    return false;
  }
}
