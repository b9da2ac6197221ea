import { expect, test } from '@jest/globals';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { theKnowledge } from '../../test/support/hook-parts.js';
import { loadSitePolicy } from '../knowledge/load-site-policy.js';
import { inlineKeys } from './client-keys.js';
import { ClientsFile } from './clients-file.js';
import { loadClients } from './load-clients.js';

/* What docs/ says of the clients file is what the service reads. */

const docs = (name: string) => fileURLToPath(new URL(`../../docs/${name}`, import.meta.url));

test('docs/clients.schema.json is the schema that files are checked with', () => {
  const written: unknown = JSON.parse(readFileSync(docs('clients.schema.json'), 'utf8'));
  expect(written).toEqual({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Clients of naltrexone-cds',
    ...JSON.parse(JSON.stringify(ClientsFile)),
  });
});

test('docs/clients.example.json loads', () => {
  const folder = mkdtempSync(join(tmpdir(), 'naltrexone-cds-'));
  const path = join(folder, 'clients.json');
  cpSync(docs('clients.example.json'), path);
  mkdirSync(join(folder, 'sites'));
  writeFileSync(join(folder, 'sites/north.json'), '{}');
  const clients = loadClients(path, {
    site: (content, timeZone, localCodes) =>
      loadSitePolicy(content ?? {}, theKnowledge(), timeZone, localCodes),
    keysAt: () => inlineKeys([]),
  });
  expect(clients.map(({ id }) => id)).toEqual(['north-hospital', 'sandbox']);
});

test('docs/clients.md tells of every member of an entry, and of every reason', () => {
  const text = readFileSync(docs('clients.md'), 'utf8');
  const members = Object.keys(ClientsFile.properties.clients.items.properties);
  const reasons = readFileSync(fileURLToPath(new URL('refusal.ts', import.meta.url)), 'utf8');
  const names = [...reasons.matchAll(/^ {2}\| '([a-z-]+)'/gm)].map(([, name = '']) => name);
  expect(names.length).toBeGreaterThan(15);
  for (const name of [...members, ...names]) expect(text).toContain(`\`${name}\``);
});
