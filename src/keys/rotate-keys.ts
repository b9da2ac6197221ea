import type { KeysFile } from './keys-file.js';
import { newKeyPair, newSecret } from './new-key.js';

export interface Rotation {
  /** The UTC day, `2026-11-24`. */
  readonly today: string;
  /** Keys that were made before this UTC day leave the file, unless they are in use; absent = none. */
  readonly retireBefore?: string | undefined;
  /** A new patient-hash key in place of the old one: records before and after it are no longer linked. */
  readonly patientHash?: boolean | undefined;
}

/**
 * A new snapshot key encrypts from now on; the SMART client key that was next signs, and a new one is next. All others stay
 * for reading.
 */
export function rotateKeys(
  { patientHash, snapshot, smartClient }: KeysFile,
  how: Rotation,
): KeysFile {
  const { today, retireBefore = '' } = how;
  const secret = newSecret(today);
  const pair = newKeyPair(today);
  const current = smartClient.next;
  const stays = ({ kid }: { readonly kid: string }) => kid >= retireBefore || kid === current;
  return {
    patientHash: how.patientHash === true ? newSecret(today) : patientHash,
    snapshot: { current: secret.kid, keys: [...snapshot.keys.filter(stays), secret] },
    smartClient: { current, next: pair.kid, keys: [...smartClient.keys.filter(stays), pair] },
  };
}
