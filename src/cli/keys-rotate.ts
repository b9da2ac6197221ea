import { readKeysFile } from '../keys/read-keys-file.js';
import { rotateKeys } from '../keys/rotate-keys.js';
import { today } from '../keys/today.js';
import { writeKeysFile } from '../keys/write-keys-file.js';
import { UsageError } from './complain-about.js';
import { listKeys } from './keys-list.js';
import { type KeysOptions, keysPath } from './keys-path.js';

export interface KeysRotateOptions extends KeysOptions {
  readonly retireBefore?: string;
  readonly patientHash?: boolean;
}

/** Adds new keys and says what that means; a file that is wrong stays as it is. */
export function renewKeys({ retireBefore, patientHash, ...options }: KeysRotateOptions): void {
  if (retireBefore !== undefined && !isDay(retireBefore)) {
    throw new UsageError('--retire-before wants a day, for example 2026-11-24.');
  }
  const path = keysPath(options);
  let before = 0;
  const after = writeKeysFile(path, () => {
    const old = readKeysFile(path);
    before = old.snapshot.keys.length;
    return rotateKeys(old, { today: today(), retireBefore, patientHash });
  });
  console.log(listKeys(path, after));
  console.log(
    '\nThe service uses them from its next start on. Publish `keys jwks` anew: the next key has to be known before it signs.',
  );
  const retired = before + 1 - after.snapshot.keys.length;
  if (retired > 0) {
    console.log(`Snapshot keys removed: ${retired}. What they encrypted is unreadable now.`);
  }
  if (patientHash === true) {
    console.log(
      'The patient-hash key is new: records of a patient from before are no longer linked to those from now on.',
    );
  }
}

const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) &&
  !Number.isNaN(Date.parse(text)) &&
  new Date(text).toISOString().startsWith(text);
