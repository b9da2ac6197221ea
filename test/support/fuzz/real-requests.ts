import { readdirSync, readFileSync } from 'node:fs';
import { loadFixtures } from '../../../src/demo/load-fixtures.js';
import { prefetchTemplates } from '../hook-parts.js';
import { prefetchFromTemplates } from '../prefetch-from-templates.js';

const WIRE = new URL('../../../fhir-fixtures/wire/', import.meta.url);

/** What a fuzzer begins with: everybody of the cast with their whole prefetch, and the odd bodies of real clients. */
export async function realRequests(): Promise<readonly object[]> {
  const cast = (await loadFixtures()).map(({ orderSign, resources }) => {
    const { context } = orderSign;
    const sent = { context, resources, access: {} };
    return { ...orderSign, prefetch: prefetchFromTemplates(prefetchTemplates(), sent) };
  });
  const wire = readdirSync(WIRE)
    .filter((name) => name.endsWith('.json'))
    .map((name) => JSON.parse(readFileSync(new URL(name, WIRE), 'utf8')) as object);
  return [...cast, ...wire];
}
