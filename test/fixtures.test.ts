import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { loadFixtures } from '../src/demo/load-fixtures.js';
import { fhirProblems as problems } from './support/fhir-problems.js';

const root = new URL('../fhir-fixtures/', import.meta.url);
const text = (path: string): string => readFileSync(new URL(path, root), 'utf8');
const json = (path: string): any => JSON.parse(text(path));
const folders = readdirSync(new URL('patients/', root)).sort();
const rowsOf = (readme: string): string[] =>
  readme.split('\n').filter((line) => line.startsWith('| `'));

const resourcesIn = (bundle: any): any[] => bundle.entry.map((entry: any) => entry.resource);
const walk = (value: any, visit: (key: string, one: any) => void): void => {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, one] of Object.entries(value)) {
    visit(key, one);
    walk(one, visit);
  }
};

test('the validators see a planted fault', () => {
  expect(
    problems({ resourceType: 'Observation', code: {}, status: 'final', taste: 1 }),
  ).not.toEqual([]);
});

describe.each(folders)('%s', (name) => {
  const chart = json(`patients/${name}/chart.json`);
  const orderSign = json(`patients/${name}/order-sign.json`);
  const expected = json(`patients/${name}/expected.json`);
  const resources = resourcesIn(chart);
  const [patient] = resources;

  test('chart and draft orders are valid R4', () => {
    expect(problems(chart)).toEqual([]);
    expect(problems(orderSign.context.draftOrders)).toEqual([]);
    // the schema of a Bundle does not tell what is wrong inside an entry, and may not look
    const drafts = resourcesIn(orderSign.context.draftOrders);
    for (const resource of [...resources, ...drafts]) expect(problems(resource)).toEqual([]);
  });

  test('the folder is called like the person, and so are the ids', () => {
    const given = patient.name[0].given[0].toLowerCase();
    expect(patient.resourceType).toBe('Patient');
    expect(name).toMatch(new RegExp(`^${String(given)}(-[a-z]+){1,4}$`));
    expect(orderSign.context.patientId).toBe(patient.id);
    for (const { resourceType, id } of resources) {
      if (resourceType !== 'Practitioner') expect(id.split('-')[0]).toBe(given);
    }
  });

  test('every entry has the full URL of its resource, once', () => {
    const urls = chart.entry.map((entry: any) => entry.fullUrl);
    expect(new Set(urls).size).toBe(urls.length);
    expect(urls).toEqual(
      resources.map(
        ({ resourceType, id }) => `${String(orderSign.fhirServer)}/${resourceType}/${id}`,
      ),
    );
  });

  test('every reference leads to a resource of the chart', () => {
    const known = new Set(resources.map(({ resourceType, id }) => `${resourceType}/${id}`));
    const asked: string[] = [orderSign.context.userId];
    if (orderSign.context.encounterId) asked.push(`Encounter/${orderSign.context.encounterId}`);
    walk([chart, orderSign], (key, one) => key === 'reference' && asked.push(one));
    expect(asked.filter((one) => !known.has(one))).toEqual([]);
  });

  test('every clinical resource is about this patient', () => {
    walk([...resources, ...resourcesIn(orderSign.context.draftOrders)], (key, one) => {
      if (key === 'subject' || key === 'patient' || key === 'beneficiary') {
        expect(one.reference).toBe(`Patient/${patient.id}`);
      }
    });
  });

  test('the request is a CDS Hooks 2.0 body without prefetch', () => {
    expect(Object.keys(orderSign)).toEqual(['hook', 'hookInstance', 'fhirServer', 'context']);
    expect(orderSign.hook).toBe('order-sign');
    expect(orderSign.hookInstance).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
    expect(orderSign.context.draftOrders).toMatchObject({
      resourceType: 'Bundle',
      type: 'collection',
    });
    for (const draft of resourcesIn(orderSign.context.draftOrders)) {
      expect(draft).toMatchObject({ status: 'draft', intent: 'order' });
    }
  });

  test('no partial date, and nothing in the chart lies after now except what is planned', () => {
    const dates: string[] = [];
    walk(resources, (key, one) => {
      if (
        /(date(Time)?|authoredOn|issued|whenHandedOver|start|end)$/i.test(key) &&
        key !== 'birthDate'
      ) {
        dates.push(one);
      }
      if (key === 'occurrenceDateTime') dates.pop();
    });
    for (const date of dates) {
      expect(date).toMatch(/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}-0[45]:00)?$/);
      expect(Date.parse(date)).toBeLessThanOrEqual(Date.parse(expected.now));
    }
  });

  test('expected.json says one moment, known indicators and sorted rules', () => {
    expect(expected).toMatchObject({
      now: '2026-11-24T15:00:00-05:00',
      timeZone: 'America/New_York',
    });
    expect(expected.story).toMatch(/^[A-Z].*\.$/);
    for (const { indicator, rules } of expected.cards) {
      expect(['info', 'warning', 'critical']).toContain(indicator);
      expect(rules).toEqual([...rules].sort());
      expect(rules).not.toEqual([]);
    }
  });

  test('the cast list tells the same', () => {
    const row = rowsOf(text('README.md')).find((line) => line.includes(`\`${name}\``)) ?? '';
    expect(row).toContain(expected.story);
    expect(row).toContain(patient.birthDate);
    expect(row).toContain(expected.earliestDate ?? '');
    for (const { indicator, rules } of expected.cards) {
      expect(row).toContain(
        `${String(indicator)}: ${rules.map((id: string) => `\`${id}\``).join(', ')}`,
      );
    }
    expect(row.includes('no card')).toBe(expected.cards.length === 0);
  });
});

test('the cast list holds nobody else', () => {
  expect(rowsOf(text('README.md')).filter((row) => row.includes('born'))).toHaveLength(
    folders.length,
  );
});

test('no two people share an id, a name or a hook instance', async () => {
  const fixtures = await loadFixtures();
  for (const values of [
    fixtures.map((one) => one.patientId),
    fixtures.map((one) => one.orderSign.hookInstance),
    fixtures.map((one) => one.name.split('-')[0]),
  ]) {
    expect(new Set(values).size).toBe(fixtures.length);
  }
});

test('every wire body is JSON and has its row', () => {
  const files = readdirSync(new URL('wire/', root))
    .filter((file) => file.endsWith('.json'))
    .sort();
  for (const file of files) expect(() => json(`wire/${file}`)).not.toThrow();
  const rows = rowsOf(text('wire/README.md')).map((row) => /`([^`]+)`/.exec(row)?.[1]);
  expect(rows.sort()).toEqual(files);
});
