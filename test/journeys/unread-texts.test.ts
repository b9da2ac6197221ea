import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { listUnread, type UnreadOptions } from '../../src/cli/unread-list.js';
import { readConfig } from '../../src/config.js';
import { type RunningService, startService } from '../../src/main.js';
import { openStore } from '../../src/store/open-store.js';
import { sqliteDatabase } from '../support/open-test-store.js';
import { writeKeys } from '../support/keys-file.js';

/* An order that says naltrexone in words which nothing knows is answered with silence, and does not stay unseen. */

const database = sqliteDatabase();
const keys = writeKeys();
let service: RunningService;
beforeAll(async () => {
  service = await startService({
    ...readConfig({}),
    ...{ port: 0, logLevel: 'silent', insecureNoAuth: true },
    ...{ metrics: { host: '127.0.0.1', port: 0 }, store: database.url, keys },
  });
});
afterAll(() => database.drop());

const TEXT = 'Naltrexxon depot \u202e for Jane Canary';

async function sign(text: string, chartText?: string): Promise<unknown> {
  const subject = { reference: 'Patient/p1' };
  const draft = {
    ...{ resourceType: 'MedicationRequest', id: 'd1', status: 'draft', intent: 'order', subject },
    medicationCodeableConcept: { text },
  };
  const row = { ...draft, id: 'r1', status: 'active', authoredOn: '2026-11-01' };
  const answer = await fetch(`${service.url}/cds-services/naltrexone-safety`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      hook: 'order-sign',
      hookInstance: crypto.randomUUID(),
      context: {
        ...{ userId: 'Practitioner/1', patientId: 'p1' },
        draftOrders: { resourceType: 'Bundle', entry: [{ resource: draft }] },
      },
      prefetch:
        chartText === undefined
          ? {}
          : {
              medicationRequests: {
                ...{ resourceType: 'Bundle', type: 'searchset' },
                entry: [{ resource: { ...row, medicationCodeableConcept: { text: chartText } } }],
              },
            },
    }),
  });
  return answer.json();
}

async function list(options: UnreadOptions): Promise<string> {
  const print = jest.spyOn(console, 'log').mockImplementation(() => undefined);
  process.env['NALTREXONE_CDS_KEYS'] = keys;
  try {
    await listUnread({ store: database.url, ...options });
    return print.mock.calls.join('\n');
  } finally {
    delete process.env['NALTREXONE_CDS_KEYS'];
    print.mockRestore();
  }
}

test('such texts are counted, lie sealed in the store, and are listed for a pharmacist', async () => {
  expect(await sign(TEXT)).toEqual({ cards: [] });
  expect(await sign(TEXT.toUpperCase())).toEqual({ cards: [] });
  expect(await sign('Vivitrol 380 mg', 'Tramadolor 100')).toMatchObject({
    cards: expect.arrayContaining([]) as unknown,
  });
  expect(await sign('lisinopril 10 mg')).toEqual({ cards: [] });

  const metrics = await (await fetch(String(service.metricsUrl))).text();
  const label = 'naltrexone_cds_unread_texts_total{client="local",kind=';
  expect(metrics).toContain(`${label}"naltrexone-order"} 2`);
  expect(metrics).toContain(`${label}"opioid-row"} 1`);
  expect(metrics).not.toContain('Canary');
  await service.close();

  const store = await openStore(database.url);
  const rows = await store.unreadTexts.list(10);
  const decisions: unknown[] = [];
  for await (const batch of store.decisions.read({ from: 0, until: 1e14 })) {
    decisions.push(...batch.map(({ record }) => JSON.parse(record) as unknown));
  }
  await store.close();
  expect(rows.map(({ kind, times }) => [kind, times])).toEqual([
    ['naltrexone-order', 2],
    ['opioid-row', 1],
  ]);
  for (const { sealed } of rows) expect(Buffer.from(sealed).includes('Canary')).toBe(false);
  expect(decisions).toMatchObject([{ question: 'naltrexone', unreadTexts: 1 }]);

  const said = await list({});
  expect(said).toMatch(
    /2 +\S+ +\S+ +local +naltrexone-order +NALTREXXON DEPOT \\u\{202e\} FOR JANE CANARY/,
  );
  expect(said).toMatch(/1 +\S+ +\S+ +local +opioid-row +Tramadolor 100/);
  expect(JSON.parse(await list({ json: true, client: 'local' }))).toMatchObject([
    { kind: 'naltrexone-order', times: 2 },
    { kind: 'opioid-row', times: 1, text: 'Tramadolor 100' },
  ]);
  expect(await list({ client: 'north' })).toBe('There are none.');
});
