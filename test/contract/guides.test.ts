import { neededSlices } from '../../src/core/rules/needed-slices.js';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { readClientsFile } from '../../src/clients/read-clients-file.js';
import { smartScopes } from '../../src/fhir/smart-scopes.js';
import { createMetrics } from '../../src/observability/create-metrics.js';
import { hookParts, prefetchTemplates } from '../support/hook-parts.js';
import { DOCS, readGuide, tableUnder } from '../support/read-guide.js';

/** The guides of integrators say what the service does: tables, names, links and examples. */
const guides = readdirSync(DOCS).filter((name) =>
  /^(integrating|troubleshooting).*\.md$/.test(name),
);
const integrating = readGuide('integrating.md');
const queries = [...hookParts().queries.values()];
const asked = [
  ...queries.map(({ resourceType, count }) => ({
    resourceType,
    interaction: count === undefined ? ('read' as const) : ('search' as const),
  })),
  // Of a row that names its drug by reference alone.
  { resourceType: 'Medication', interaction: 'read' as const },
];

describe('scopes', () => {
  const rows = tableUnder(integrating, 'Scopes', 'Type');
  const scopes = (column: 1 | 2, without?: number) =>
    smartScopes(rows.flatMap((row, index) => (index === without ? [] : row[column]!)).join(' '));

  test('the table names each type that is asked, and no other', () => {
    expect(rows.map(([type]) => type).sort()).toEqual(
      [...new Set(asked.map(({ resourceType }) => resourceType))].sort(),
    );
  });

  test.each([1, 2] as const)(
    'column %i grants all that is asked, and each row is needed',
    (column) => {
      expect(asked.map((query) => scopes(column)(query))).toEqual(asked.map(() => 'all'));
      rows.forEach((_, index) => {
        expect(asked.map((query) => scopes(column, index)(query))).toContain('none');
      });
    },
  );

  test('version 2 asks for no more letters than are used', () => {
    for (const [type, , scope] of rows) {
      const searched = asked.some(
        (one) => one.resourceType === type && one.interaction === 'search',
      );
      expect(scope).toBe(`patient/${type!}.${searched ? 'rs' : 'r'}`);
    }
  });
});

describe('prefetch', () => {
  test('the table of keys is that of discovery: type, rows and look-back', () => {
    const text = (value: number | undefined) => (value === undefined ? '' : String(value));
    expect(tableUnder(integrating, 'Prefetch', 'Key').map((row) => row.slice(0, 4))).toEqual(
      queries.map(({ slice, resourceType, count, lookBackDays }) => [
        slice,
        resourceType,
        text(count),
        text(lookBackDays),
      ]),
    );
    const keys = new Set([
      ...Object.keys(prefetchTemplates()),
      ...Object.keys(prefetchTemplates('naltrexone-readiness')),
      // No card asks for them: they are read for the lists and papers alone.
      'carePlans',
      'visits',
    ]);
    expect([...keys].sort()).toEqual(queries.map(({ slice }) => slice).sort());
  });

  test('what each profile costs', () => {
    const naltrexone = neededSlices('naltrexone', {});
    const mirror = neededSlices('mirror', {});
    const costs = (profile: 'full' | 'minimal' | 'none') => {
      const sent = Object.keys(prefetchTemplates(undefined, profile));
      const read = (needed: ReadonlySet<string>) =>
        [...needed].filter((slice) => !sent.includes(slice)).length;
      return [profile, sent.length, read(naltrexone), read(mirror)].map(String);
    };
    expect(tableUnder(integrating, 'Prefetch', 'discovery').map((row) => row.slice(0, 4))).toEqual([
      costs('full'),
      costs('minimal'),
      costs('none'),
    ]);
  });
});

describe.each(guides)('%s', (name) => {
  const guide = readGuide(name);

  test('its links lead somewhere', () => {
    for (const [, target = ''] of guide.matchAll(/\]\(([^)\s]+)\)/g)) {
      if (target.startsWith('https://')) continue;
      const [file = '', anchor] = target.split('#');
      if (!existsSync(new URL(file === '' ? name : file, DOCS))) throw new Error(`no ${target}`);
      if (anchor !== undefined) {
        expect(anchorsOf(file === '' ? guide : readGuide(file))).toContain(anchor);
      }
    }
  });

  test('its metrics exist', async () => {
    const served = await createMetrics({ inFlight: () => 0, lagMs: () => 0 }).text();
    for (const [metric] of guide.matchAll(/naltrexone_cds_\w+/g)) {
      expect(served).toContain(`# TYPE ${metric} `);
    }
  });

  test('its JSON is JSON, and its clients are good entries', () => {
    const folder = mkdtempSync(join(tmpdir(), 'naltrexone-cds-'));
    const file = join(folder, 'clients.json');
    try {
      for (const [, json = ''] of guide.matchAll(/```json\n([\s\S]*?)```/g)) {
        const value = JSON.parse(json) as { readonly clients?: readonly unknown[] };
        writeFileSync(file, json);
        if (value.clients !== undefined) {
          expect(readClientsFile(file)).toHaveLength(value.clients.length);
        }
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

/** As GitHub makes them of headings. */
const anchorsOf = (markdown: string): readonly string[] =>
  [...markdown.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\w\- ]/g, '')
      .replace(/ /g, '-'),
  );
