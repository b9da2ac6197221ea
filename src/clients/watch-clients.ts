import { type FSWatcher, watch } from 'node:fs';
import { dirname } from 'node:path';
import type { ClientRegistry } from './client-registry.js';

const SETTLE_MS = 100;
/** For file systems that say nothing, and for site files in other folders. */
const LOOK_ANYWAY_MS = 10_000;

/**
 * Keeps a registry up to date with its file. The folder is watched, not the file: editors and Kubernetes put a new file in
 * the place of the old one.
 * @returns ends the watching
 */
export function watchClients(path: string, registry: Pick<ClientRegistry, 'refresh'>): () => void {
  let settling: NodeJS.Timeout | undefined;
  const refresh = () => {
    registry.refresh();
  };
  const watcher = tryToWatch(dirname(path), () => {
    clearTimeout(settling);
    settling = setTimeout(refresh, SETTLE_MS).unref();
  });
  const timer = setInterval(refresh, LOOK_ANYWAY_MS).unref();
  return () => {
    watcher?.close();
    clearInterval(timer);
    clearTimeout(settling);
  };
}

/** Some machines have no watches left, and some file systems have none; then the timer alone looks. */
function tryToWatch(folder: string, changed: () => void): FSWatcher | undefined {
  try {
    return watch(folder, { persistent: false }, changed).on('error', () => undefined);
  } catch {
    return undefined;
  }
}
