import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { trace } from '@opentelemetry/api';
import { ServiceError } from '../../src/errors.js';
import type { Decide } from '../../src/hook/hook-parts.js';
import { hookParts } from '../support/hook-parts.js';
import { type FakeFhirServer, startFakeFhirServer } from '../support/fake-fhir-server.js';
import { realRequests } from '../support/fuzz/real-requests.js';
import { watchForLeaks } from '../support/fuzz/watch-for-leaks.js';
import { ID_CANARY, TEXT_CANARY, withCanaries } from '../support/fuzz/with-canaries.js';

/* T7 and T8 of the threat model: nothing of a patient in logs, metrics, spans, headers or refusals, and every line of the log is JSON. */

const cast = (await realRequests()).slice(0, 18).map(withCanaries);
const LABEL = /\{([^}]*)\}/g;

let fhir: FakeFhirServer;
beforeAll(async () => {
  fhir = await startFakeFhirServer([
    { resourceType: 'Patient', id: `amara-osei-${ID_CANARY}`, name: [{ family: ID_CANARY }] },
  ]);
});
afterAll(() => fhir.close());

test('the canaries stand in the requests, and cards quote some of them', () => {
  const text = JSON.stringify(cast);
  expect(text.split(ID_CANARY).length).toBeGreaterThan(1000);
  expect(text.split(TEXT_CANARY).length).toBeGreaterThan(1000);
});

describe('whatever is asked', () => {
  test('with prefetch no canary leaves but in a quoted text of a card', async () => {
    const { leaks, statuses, logLines, metrics, spans } = await watchForLeaks(cast);
    expect(leaks).toEqual([]);
    expect(new Set(statuses)).toEqual(new Set([200, 400, 404, 415]));
    const events = logLines.map((line): any => {
      expect(line.trimEnd()).not.toContain('\n');
      return JSON.parse(line);
    });
    expect(new Set(events.map(({ event }) => event))).toEqual(new Set(['hook', 'http']));
    for (const [, labels = ''] of metrics.matchAll(LABEL)) {
      expect(labels).toMatch(/^(\w+="[\w:/.+-]*",?)*$/);
    }
    expect(spans.join()).toContain('cds-hook naltrexone-safety');
  }, 30_000);

  test('with a chart from a server and a token, neither', async () => {
    const request = {
      ...cast[0],
      prefetch: {},
      fhirServer: fhir.base,
      fhirAuthorization: {
        access_token: `${ID_CANARY}-token`,
        token_type: 'Bearer',
        scope: ID_CANARY,
      },
    };
    const { leaks, statuses, spans } = await watchForLeaks([request], () => ({
      allowFhir: [fhir.base],
    }));
    expect(leaks).toEqual([]);
    expect(spans.join()).toContain('fhir search Condition');
    expect(statuses).toContain(200);
    expect(fhir.tokens).toContain(`Bearer ${ID_CANARY}-token`);
  });

  test('a bug that quotes the chart in its message is logged without it', async () => {
    const broken: Decide = (_call, chart) => {
      throw Object.assign(new Error(JSON.stringify(chart.slices)), { chart });
    };
    const { leaks, logLines } = await watchForLeaks(cast.slice(0, 3), () => ({
      hook: { decide: broken },
    }));
    expect(leaks).toEqual([]);
    expect(logLines.filter((line) => line.includes('"failure"')).length).toBeGreaterThan(0);
  });
});

describe('a planted leak is found', () => {
  test.each<[string, string, NonNullable<Parameters<typeof watchForLeaks>[1]>]>([
    [
      'in the log',
      'log: ',
      ({ log }) => ({
        hook: {
          decide: (call, chart, ...more) => {
            log.push(JSON.stringify(chart.slices.patient));
            return hookParts().decide(call, chart, ...more);
          },
        },
      }),
    ],
    [
      'in a label of the metrics',
      'metrics: ',
      ({ metrics }) => ({
        app: {
          authenticate: ({ headers }) => {
            metrics.auth({ reason: headers['user-agent'] as 'no-token' });
            return Promise.resolve({ id: 'x', fhirBases: [] });
          },
        },
      }),
    ],
    [
      'in a span',
      'spans: ',
      () => ({
        hook: {
          decide: (call, chart, ...more) => {
            trace.getActiveSpan()!.addEvent(JSON.stringify(chart.slices.patient));
            return hookParts().decide(call, chart, ...more);
          },
        },
      }),
    ],
    [
      'in a refusal',
      'answer 400: ',
      () => ({
        app: {
          authenticate: ({ headers }) =>
            Promise.reject(new ServiceError('request-invalid', String(headers['user-agent']))),
        },
      }),
    ],
  ])('%s', async (_name, place, plant) => {
    const { leaks } = await watchForLeaks(cast.slice(0, 1), plant);
    expect(leaks.some((leak) => leak.startsWith(place))).toBe(true);
  });
});
