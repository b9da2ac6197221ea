import { expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { theKnowledge } from '../../test/support/hook-parts.js';
import { SiteFile } from '../core/pack/site.js';
import { loadSitePolicy } from './load-site-policy.js';

/* What docs/ says of the site file is what the service reads. */

const read = (name: string) => readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8');

test('docs/site.schema.json is the schema that files are checked with', () => {
  expect(JSON.parse(read('site.schema.json'))).toEqual({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Site policy of naltrexone-cds',
    ...JSON.parse(JSON.stringify(SiteFile)),
  });
});

test('docs/site.example.json loads', () => {
  const { zone } = loadSitePolicy(JSON.parse(read('site.example.json')), theKnowledge());
  expect(zone.id).toBe('America/Chicago');
});

test('docs/site-policy.md tells of every member', () => {
  const text = read('site-policy.md');
  const untold = Object.keys(SiteFile.properties).filter((name) => !text.includes(`\`${name}\``));
  expect(untold).toEqual([]);
});
