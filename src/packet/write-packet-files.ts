import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PacketFilesError } from './packet-files-error.js';

/**
 * Writes files into a new folder that only its owner can open; never into one that is there.
 * @returns the names of the files
 * @throws PacketFilesError, and then the folder is gone again
 */
export function writePacketFiles<Name extends string>(
  folder: string,
  files: Readonly<Record<Name, string | Buffer>>,
): readonly Name[] {
  const names = Object.keys(files) as Name[];
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    throw new PacketFilesError(folder, (error as NodeJS.ErrnoException).code);
  }
  try {
    for (const name of names) {
      writeFileSync(join(folder, name), files[name], { mode: 0o600, flag: 'wx' });
    }
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw new PacketFilesError(folder, (error as NodeJS.ErrnoException).code);
  }
  return names;
}
