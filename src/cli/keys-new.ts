import { existsSync } from 'node:fs';
import { newKeys } from '../keys/new-keys.js';
import { today } from '../keys/today.js';
import { writeKeysFile } from '../keys/write-keys-file.js';
import { UsageError } from './complain-about.js';
import { listKeys } from './keys-list.js';

/** Writes the keys of a new installation; shows their ids alone. */
export function makeKeys(file: string): void {
  const made = writeKeysFile(file, () => {
    if (!existsSync(file)) return newKeys(today());
    throw new UsageError(
      `${file} exists and stays as it is. Name another file, or use \`keys rotate\`.`,
    );
  });
  console.log(listKeys(file, made));
  console.log(
    '\nKeep a copy where nobody else can read it: without these keys no snapshot can be read and no patient found again.',
  );
}
