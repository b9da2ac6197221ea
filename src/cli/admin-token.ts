import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { UsageError } from './complain-about.js';

/** Writes a random token that its owner alone can read. It is not printed: terminals and logs remember. */
export function writeAdminToken(file: string): void {
  try {
    writeFileSync(file, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UsageError(
      code === 'EEXIST'
        ? `${file} exists and stays as it is. Name another file.`
        : `${file} cannot be written (${String(code)}).`,
    );
  }
  console.log(`Set NALTREXONE_CDS_ADMIN_TOKEN_FILE to ${file} and start the service anew.`);
}
