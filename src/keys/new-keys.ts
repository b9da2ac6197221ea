import type { KeysFile } from './keys-file.js';
import { newKeyPair, newSecret } from './new-key.js';

/** The keys of a new installation. @param today the UTC day, `2026-11-24` */
export function newKeys(today: string): KeysFile {
  const snapshot = newSecret(today);
  const [current, next] = [newKeyPair(today), newKeyPair(today)];
  return {
    patientHash: newSecret(today),
    snapshot: { current: snapshot.kid, keys: [snapshot] },
    smartClient: { current: current.kid, next: next.kid, keys: [current, next] },
  };
}
