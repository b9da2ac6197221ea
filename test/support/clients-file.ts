import { mkdtempSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** An entry with nothing in it that is optional. */
export const entry = (more: object = {}) => ({
  id: 'ehr',
  issuer: 'https://ehr.example.org/',
  jwksUrl: 'https://ehr.example.org/jwks',
  audiences: ['https://cds.example.org/cds-services'],
  fhirBases: ['https://ehr.example.org/fhir/r4'],
  ...more,
});

export interface WrittenClients {
  readonly folder: string;
  readonly path: string;
  /** Puts another file in its place, as editors and Kubernetes do. */
  write(content: unknown): void;
}

/** A clients file in a folder of its own. */
export function writeClients(content: unknown): WrittenClients {
  const folder = mkdtempSync(join(tmpdir(), 'naltrexone-cds-'));
  const path = join(folder, 'clients.json');
  const write = (next: unknown) => {
    writeFileSync(`${path}.new`, typeof next === 'string' ? next : JSON.stringify(next));
    renameSync(`${path}.new`, path);
  };
  write(content);
  return { folder, path, write };
}
