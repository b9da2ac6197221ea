import { beforeAll, expect, test } from '@jest/globals';
import { createMetrics } from './create-metrics.js';

let lines: readonly string[];
beforeAll(async () => {
  const metrics = createMetrics({ inFlight: () => 3, lagMs: () => 250 });
  const call = { service: 'naltrexone-safety', client: 'north', hook: 'order-sign' } as const;
  metrics.hook({
    ...call,
    answer: 'cards',
    cards: [
      { indicator: 'critical', rules: ['opioid-ongoing'] },
      { indicator: 'warning', rules: ['data-source-unreadable', 'liver-missing'] },
    ],
    gaps: ['laboratory: not-sent', 'conditions: out-of-time'],
    foreignRows: 2,
  });
  metrics.hook({ ...call, answer: 'unresolvable' });
  metrics.hook({ ...call, answer: 'not-checked', failure: new Error('x') });
  const exchange = { requestId: 'r', method: 'POST', route: '/cds-services/:id' };
  metrics.http({ ...exchange, status: 200, milliseconds: 30 });
  metrics.http({ ...exchange, status: 503, milliseconds: 1, error: 'overloaded' });
  metrics.http({ ...exchange, status: 200, milliseconds: 9, aborted: true });
  const read = { outcome: 'timeout', status: undefined, milliseconds: 300 } as const;
  metrics.read({ ...read, resourceType: 'Condition' });
  metrics.read({ ...read, resourceType: 'Canary' });
  metrics.auth({ reason: 'expired', client: 'north' });
  metrics.clients({ event: 'clients-file', outcome: 'kept-old', clients: 1, problem: 'x' });
  metrics.clients({ event: 'replay-guard-full' });
  metrics.feedback({
    service: 'naltrexone-safety',
    client: 'own-id',
    items: [
      { outcome: 'overridden', card: 'known' },
      { outcome: 'overridden', card: 'known' },
      { outcome: 'accepted', card: 'foreign' },
    ],
    ...{ repeated: 1, late: 2, cut: 3, withoutCard: 4 },
  });
  metrics.failure('http', new Error('x'));
  lines = (await metrics.text()).split('\n');
});

test.each([
  'hook_calls_total{service="naltrexone-safety",hook="order-sign",answer="cards"} 1',
  'hook_calls_total{service="naltrexone-safety",hook="order-sign",answer="unresolvable"} 1',
  'cards_total{rule="opioid-ongoing",indicator="critical"} 1',
  'cards_total{rule="liver-missing",indicator="warning"} 1',
  'slice_faults_total{slice="laboratory",reason="not-sent"} 1',
  'slice_faults_total{slice="conditions",reason="out-of-time"} 1',
  'foreign_rows_total 2',
  'refusals_total{code="overloaded"} 1',
  'refusals_total{code="rate-limited"} 0',
  'auth_failures_total{reason="expired"} 1',
  'client_events_total{event="clients-file",outcome="kept-old"} 1',
  'client_events_total{event="replay-guard-full",outcome="none"} 1',
  'failures_total{where="hook"} 1',
  'failures_total{where="http"} 1',
  'failures_total{where="process"} 0',
  'feedback_total{client="own-id",outcome="overridden",card="known"} 2',
  'feedback_total{client="own-id",outcome="accepted",card="foreign"} 1',
  'feedback_remarks_total{remark="repeated"} 1',
  'feedback_remarks_total{remark="late"} 2',
  'feedback_remarks_total{remark="cut"} 3',
  'feedback_remarks_total{remark="withoutCard"} 4',
  'aborted_total 1',
  'fhir_read_seconds_bucket{le="0.5",type="Condition",outcome="timeout"} 1',
  'fhir_read_seconds_count{type="other",outcome="timeout"} 1',
  'http_seconds_bucket{le="0.05",route="/cds-services/:id",status="200"} 1',
  'http_seconds_count{route="/cds-services/:id",status="200"} 1',
  'in_flight 3',
  'lag_seconds 0.25',
])('%s', (line) => {
  expect(lines).toContain(`naltrexone_cds_${line}`);
});

test('no label names a client or a call', () => {
  expect(lines.filter((line) => /north|"r"/.test(line))).toEqual([]);
});
