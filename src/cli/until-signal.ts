import { once } from 'node:events';

interface Closable {
  close(): Promise<void>;
}

/**
 * Waits for SIGTERM or SIGINT, then closes what runs, in order. A second signal ends the process at once.
 */
export async function untilSignal(...running: readonly Closable[]): Promise<void> {
  await Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')]);
  const insist = () => process.exit(1);
  process.once('SIGTERM', insist).once('SIGINT', insist);
  for (const one of running) await one.close();
  process.exit(0);
}
