import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { loadFixtures } from '../../src/demo/load-fixtures.js';
import { prefetchTemplates } from '../support/hook-parts.js';
import { prefetchFromTemplates } from '../support/prefetch-from-templates.js';
import { startTestService, type TestService } from '../support/running-service.js';

/*
 * The requirements of CDS Hooks on a service, restated as tests. Numbers in brackets are those of Inferno's requirement
 * sheets for CDS Hooks 2.0 and its hook library.
 */

const WIRE = new URL('../../fhir-fixtures/wire/', import.meta.url);
const wireFiles = readdirSync(WIRE).filter((file) => file.endsWith('.json'));
const wire = (file: string): object =>
  JSON.parse(readFileSync(new URL(file, WIRE), 'utf8')) as object;

let service: TestService;
let discovery: any;
beforeAll(async () => {
  service = await startTestService();
  discovery = await (await fetch(`${service.url}/cds-services`)).json();
});
afterAll(() => service.close());

async function sign(body: object): Promise<{ status: number; text: string; answer: any }> {
  const response = await fetch(`${service.url}/cds-services/naltrexone-safety`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, text, answer: JSON.parse(text) };
}

/** No null, no empty text, list or object anywhere, except where the specification asks for the empty list (1a). */
function emptiesIn(value: unknown, path = ''): readonly string[] {
  if (value === null || value === '') return [path];
  if (typeof value !== 'object') return [];
  const entries = Object.entries(value);
  if (entries.length === 0) return path === '/cards' || path === '/services' ? [] : [path];
  return entries.flatMap(([key, entry]) => emptiesIn(entry, `${path}/${key}`));
}

describe('discovery', () => {
  test('each service has hook, id, description and title', () => {
    expect(discovery.services.length).toBeGreaterThan(0);
    for (const one of discovery.services) {
      for (const field of ['hook', 'id', 'title', 'description', 'usageRequirements', 'version']) {
        expect(one[field]).toEqual(expect.stringMatching(/\S/));
      }
      expect(['order-sign', 'order-select']).toContain(one.hook);
      expect(encodeURIComponent(one.id)).toBe(one.id);
    }
  });

  test('(id, hook) names a service once', () => {
    const keys = discovery.services.map(({ id, hook }: any) => `${id} ${hook}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('the description reads well as plain text: no markup', () => {
    for (const { description } of discovery.services)
      expect(description).not.toMatch(/[<>*_`#[\]]/);
  });

  test('prefetch tokens are root-level primitives of the hook, never draftOrders or selections [57; hook library 16, 89, 93]', () => {
    for (const { prefetch = {} } of discovery.services) {
      for (const template of Object.values<string>(prefetch)) {
        const tokens = [...template.matchAll(/\{\{(.*?)\}\}/g)].map(([, token]) => token);
        for (const token of tokens)
          expect(['context.patientId', 'context.encounterId']).toContain(token);
        expect(template.replace(/\{\{.*?\}\}/g, '')).not.toMatch(/[{}]/);
      }
    }
  });

  test('prefetch uses the widely supported part of FHIR search alone', () => {
    for (const { prefetch = {} } of discovery.services) {
      for (const template of Object.values<string>(prefetch)) {
        expect(template).not.toMatch(
          /_include|_revinclude|_elements|:not|[&?][\w-]+\.|=(ne|sa|eb|ap)\d/,
        );
      }
    }
  });

  test('nothing in it is empty', () => {
    expect(emptiesIn(discovery)).toEqual([]);
  });

  test('every listed service answers at its address', async () => {
    for (const { id, hook } of discovery.services) {
      const response = await fetch(`${service.url}/cds-services/${id}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          hook,
          hookInstance: 'd1577c69-dfbe-44ad-ba6d-3e05e953b2ea',
          context: {
            userId: 'Practitioner/1',
            patientId: 'p1',
            draftOrders: { resourceType: 'Bundle' },
          },
        }),
      });
      expect([response.status, await response.json()]).toEqual([200, { cards: [] }]);
    }
  });
});

/** What holds for every success, whatever was asked. */
function expectConformingCards(answer: any): void {
  expect(Object.keys(answer)).toEqual(['cards']);
  expect(emptiesIn(answer)).toEqual([]);
  expect(answer.cards.length).toBeLessThanOrEqual(2);
  for (const card of answer.cards) {
    // [83] counted both ways, since nobody says which one is meant.
    expect(card.summary.length).toBeLessThan(140);
    expect([...card.summary].length).toBeLessThan(140);
    expect(card.summary).not.toMatch(/\n/);
    expect(['info', 'warning', 'critical']).toContain(card.indicator);
    expect(card.uuid).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(card.source.label).toMatch(/\S/);
    expect(card.source.topic).toEqual({
      system: expect.any(String),
      code: expect.any(String),
      display: expect.any(String),
    });
    if (card.source.url !== undefined) expect(new URL(card.source.url).protocol).toBe('https:');
    // GFM without HTML: some clients render raw HTML.
    expect(card.detail ?? '').not.toMatch(/<[a-z!/]/i);
    expectConformingOffers(card);
    const extension = card.extension['org.naltrexone-cds'];
    expect(extension.unknown ?? ['x']).toEqual([...(extension.unknown ?? ['x'])].sort());
  }
  const rules = answer.cards.flatMap((card: any) =>
    card.extension['org.naltrexone-cds'].rules.map(({ id }: any) => id),
  );
  expect(new Set(rules).size).toBe(rules.length);
}

/** Suggestions with their behaviour, actions that say what they do, and override reasons that are shown and counted. */
function expectConformingOffers({
  suggestions = [],
  selectionBehavior,
  overrideReasons = [],
}: any): void {
  if (suggestions.length === 0) expect(selectionBehavior).toBeUndefined();
  else expect(['any', 'at-most-one']).toContain(selectionBehavior);
  const recommended = suggestions.filter(({ isRecommended }: any) => isRecommended === true);
  if (selectionBehavior === 'at-most-one') expect(recommended.length).toBeLessThanOrEqual(1);
  for (const { label, uuid, actions } of suggestions) {
    expect(label).toMatch(/\S/);
    expect(uuid).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(actions.length).toBeGreaterThan(0);
    for (const { type, description, resource } of actions) {
      expect(description).toMatch(/\S/);
      expect(resource.resourceType).toMatch(/^[A-Z]/);
      // A new resource has no id yet; one that is replaced is known by it.
      expect([type, typeof resource.id]).toEqual(
        type === 'create' ? ['create', 'undefined'] : ['update', 'string'],
      );
    }
  }
  for (const reason of overrideReasons) {
    expect(reason).toEqual({
      system: expect.stringMatching(/\S/),
      code: expect.stringMatching(/\S/),
      display: expect.stringMatching(/\S/),
    });
  }
}

describe('200 for every body that a reader can live with, 400 with an OperationOutcome for the others', () => {
  const REFUSED = new Set([
    'draft-orders-as-list.json',
    'draft-orders-missing.json',
    'unknown-hook.json',
  ]);

  test.each(wireFiles)('%s', async (file) => {
    const { status, answer } = await sign(wire(file));
    if (REFUSED.has(file)) {
      expect([status, answer.resourceType]).toEqual([400, 'OperationOutcome']);
      expect(emptiesIn(answer)).toEqual([]);
    } else {
      expect(status).toBe(200);
      expectConformingCards(answer);
    }
  });
});

describe('cards about the people of fhir-fixtures', () => {
  test('are legal, and the same request is answered with the same bytes', async () => {
    for (const { orderSign, resources } of await loadFixtures()) {
      const context = orderSign.context as never;
      const prefetch = prefetchFromTemplates(prefetchTemplates(), {
        context,
        resources,
        access: {},
      });
      const body = { ...orderSign, prefetch };
      const first = await sign(body);
      expect(first.status).toBe(200);
      expectConformingCards(first.answer);
      expect((await sign(body)).text).toBe(first.text);
    }
  });

  test('hold no text of the request but escaped words of the chart: no token, no server, no names', async () => {
    const [patient] = await loadFixtures();
    const { text } = await sign({
      ...patient!.orderSign,
      fhirServer: 'https://canary-server.example/fhir',
      fhirAuthorization: { access_token: 'canary-token', token_type: 'Bearer' },
      context: { ...patient!.orderSign.context, userId: 'Practitioner/canary-user' },
    });
    expect(text).not.toContain('canary');
  });
});

describe('a client that knows less', () => {
  test('order-select judges what is selected; the same id lets order-sign replace its cards [211]', async () => {
    const body = wire('order-select-empty-selections.json') as any;
    const [first] = body.context.draftOrders.entry;
    const other = {
      resource: {
        ...first.resource,
        id: 'other',
        medicationCodeableConcept: { text: 'amoxicillin' },
      },
    };
    const context = {
      ...body.context,
      draftOrders: { resourceType: 'Bundle', entry: [first, other] },
      selections: ['MedicationRequest/other'],
    };
    expect((await sign({ ...body, context })).answer).toEqual({ cards: [] });
  });

  test('prefetch is optional at every key, and null says that there is nothing', async () => {
    const body = wire('prefetch-null.json') as any;
    const fewer = { ...body.prefetch };
    delete fewer.conditions;
    const whole = await sign(body);
    const without = await sign({ ...body, prefetch: fewer });
    expect(whole.text).not.toContain('data-source-unreadable');
    expect(
      without.answer.cards.flatMap(
        (card: any) => card.extension['org.naltrexone-cds'].unknown ?? [],
      ),
    ).toContain('Condition');
  });
});
