import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSpool, type Spool, type SpoolParts } from '../../src/record/spool/create-spool.js';

const spools: Spool[] = [];

/** A spool in a folder of its own, unless another is given. */
export function testSpool(parts: Partial<SpoolParts> = {}): Spool & { readonly folder: string } {
  const folder = parts.folder ?? join(mkdtempSync(join(tmpdir(), 'spool-')), 'spool');
  const spool = createSpool({ writer: 'writer', damaged: () => undefined, ...parts, folder });
  spools.push(spool);
  return { folder, ...spool };
}

export async function closeTestSpools(): Promise<void> {
  for (const spool of spools.splice(0)) await spool.close();
}
