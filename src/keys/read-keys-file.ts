import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';
import { compileSchema } from '../json/compile-schema.js';
import { parseJson } from '../json/parse-json.js';
import { faultInKeys } from './check-keys.js';
import { KeysError } from './keys-error.js';
import { KeysFile } from './keys-file.js';

const check = compileSchema<KeysFile>(KeysFile);

const RESTORE = 'Correct it, or take it from a backup';

/**
 * Reads a keys file that its owner alone can read, and checks everything in it.
 * @throws KeysError for the first fault
 */
export function readKeysFile(path: string): KeysFile {
  const parsed = parseJson(readPrivateText(path));
  if (!parsed.ok) throw new KeysError(path, '', 'it is not JSON', RESTORE);
  if (!check(parsed.value)) {
    const place = (check.errors?.[0]?.instancePath ?? '').slice(1).replaceAll('/', '.');
    throw new KeysError(path, place, 'it has not the shape of a keys file', RESTORE);
  }
  const fault = faultInKeys(parsed.value);
  if (fault !== undefined) throw new KeysError(path, fault.place, fault.problem, RESTORE);
  return parsed.value;
}

/** Mode and content are of the same file, whatever is put in its place meanwhile. */
function readPrivateText(path: string): string {
  let handle: number | undefined;
  try {
    handle = openSync(path, 'r');
    const file = fstatSync(handle);
    if (file.isFile() && (file.mode & 0o077) !== 0) {
      throw new KeysError(
        path,
        '',
        `others than its owner may use it (mode ${(file.mode & 0o777).toString(8)})`,
        `Run \`chmod 600 ${path}\`; if somebody could have read it, make new keys`,
      );
    }
    return readFileSync(handle, 'utf8');
  } catch (error) {
    if (error instanceof KeysError) throw error;
    throw new KeysError(
      path,
      '',
      'it cannot be read',
      'It wants the path of a keys file of this user; `naltrexone-cds keys new --file FILE` makes one',
    );
  } finally {
    if (handle !== undefined) closeSync(handle);
  }
}
