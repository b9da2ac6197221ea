import {
  closeSync,
  existsSync,
  fchmodSync,
  fchownSync,
  fsyncSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { KeysError } from './keys-error.js';
import type { KeysFile } from './keys-file.js';

/**
 * Writes a keys file whole or not at all: into `<path>.new`, to the disk, then into its place. While it is there nobody else
 * writes, so two rotations at once cannot lose a key.
 * @param make gives the content, after reading the file that it replaces; when it throws, nothing changes
 * @throws KeysError when the file cannot be written
 */
export function writeKeysFile(path: string, make: () => KeysFile): KeysFile {
  const target = existsSync(path) ? realpathSync(path) : path;
  const temporary = `${target}.new`;
  const handle = reserve(temporary);
  try {
    const content = make();
    try {
      fchmodSync(handle, 0o600);
      keepOwner(handle, target);
      writeFileSync(handle, `${JSON.stringify(content, null, 2)}\n`);
      fsyncSync(handle);
      renameSync(temporary, target);
      syncFolder(dirname(target));
    } catch {
      throw cannotBeWritten(path);
    }
    return content;
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  } finally {
    closeSync(handle);
  }
}

function reserve(temporary: string): number {
  try {
    return openSync(temporary, 'wx', 0o600);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw cannotBeWritten(temporary);
    throw new KeysError(
      temporary,
      '',
      'it exists: another command is writing keys, or one was cut off',
      'When none is running, remove it and try again',
    );
  }
}

/** An administrator who rotates the keys must not take them from the service. */
function keepOwner(handle: number, target: string): void {
  if (!existsSync(target)) return;
  const { uid, gid } = statSync(target);
  if (uid !== process.getuid?.()) fchownSync(handle, uid, gid);
}

function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

const cannotBeWritten = (path: string): KeysError =>
  new KeysError(path, '', 'it cannot be written', 'Its folder must exist and be writable');
