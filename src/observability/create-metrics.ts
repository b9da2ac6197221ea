import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { KeyAge } from '../clients/open-clients.js';
import type { Observer } from './observer.js';
import { typeLabel } from './type-label.js';

/**
 * Counters that only rise, durations and gauges, for Prometheus. Every label is one of our own words, or our own id of a
 * client.
 */
export interface Metrics extends Observer {
  readonly contentType: string;
  /** Registered once there is a registry; read at each scrape. */
  readonly watchKeys: (ages: () => readonly KeyAge[]) => void;
  /** Where there is a spool: how many records wait in it, read at each scrape. */
  readonly watchSpool: (waiting: () => number) => void;
  /** What a scrape reads. */
  text(): Promise<string>;
}

/** Up to the budget of a hook call and a little over it. */
const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 4, 8];

/** @param load what the load gauge sees, read at each scrape */
export function createMetrics(load: { inFlight(): number; lagMs(): number }): Metrics {
  const register = new Registry();
  const registers = [register];
  collectDefaultMetrics({ register, prefix: 'naltrexone_cds_' });
  const counter = <T extends string>(name: string, help: string, ...labelNames: readonly T[]) =>
    new Counter({ name: `naltrexone_cds_${name}_total`, help, labelNames, registers });
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name: `naltrexone_cds_${name}`,
      help,
      registers,
      collect() {
        this.set(read());
      },
    });

  const calls = counter(
    'hook_calls',
    'Hook calls by what was answered',
    'service',
    'hook',
    'answer',
  );
  const cards = counter('cards', 'Cards, once for each rule that they list', 'rule', 'indicator');
  const gaps = counter('slice_faults', 'Chart inputs not wholly known', 'slice', 'reason');
  const foreign = counter('foreign_rows', 'Rows of other patients that were dropped');
  const feedback = counter(
    'feedback',
    'Items of feedback by outcome and by what is known of their cards; repeated ones too',
    'client',
    'outcome',
    'card',
  );
  const remarks = counter(
    'feedback_remarks',
    'Items of feedback that were sent before, came late, or whose comment was cut; and those that named no card',
    'remark',
  );
  const refused = counter('refusals', 'Answers that are no success', 'code');
  const unknown = counter('auth_failures', 'Callers that were refused, by why', 'reason');
  const registry = counter('client_events', 'Changes of the client registry', 'event', 'outcome');
  const failures = counter('failures', 'Bugs, by where they were caught', 'where');
  const records = counter(
    'record_faults',
    'Records that were not durable in time, were lost, or are damaged',
    'fault',
  );
  const unreadTexts = counter(
    'unread_texts',
    'Texts that look like naltrexone or an opioid and that nothing knows',
    'client',
    'kind',
  );
  const canaryFailures = counter(
    'canary_failures',
    'Invented signings that were not answered as they must be, by whose policy held',
    'site',
  );
  const canariesTried = counter('canaries_tried', 'Invented signings that were tried');
  let canariesFailing = 0;
  const shares = new Gauge({
    name: 'naltrexone_cds_share_changed',
    help: '1 while something happens less or more often with a client than it used to',
    labelNames: ['client', 'share', 'direction'] as const,
    registers,
  });
  gauge(
    'canaries_failing',
    'Of the last whole round of them, or of this one',
    () => canariesFailing,
  );
  const aborted = counter('aborted', 'Calls whose caller went away before the answer');
  const duration = new Histogram({
    name: 'naltrexone_cds_http_seconds',
    help: 'Time to answer',
    labelNames: ['route', 'status'] as const,
    buckets: SECONDS,
    registers,
  });
  const reads = new Histogram({
    name: 'naltrexone_cds_fhir_read_seconds',
    help: 'Requests to FHIR servers by what became of them',
    labelNames: ['type', 'outcome'] as const,
    buckets: SECONDS,
    registers,
  });
  gauge('in_flight', 'Hook calls being answered', () => load.inFlight());
  gauge(
    'lag_seconds',
    'What an arriving event has to wait for the event loop',
    () => load.lagMs() / 1000,
  );
  let keyAges: () => readonly KeyAge[] = () => [];
  new Gauge({
    name: 'naltrexone_cds_jwks_age_seconds',
    help: 'Age of the keys that a client publishes; +Inf while they were never fetched',
    labelNames: ['client'] as const,
    registers,
    collect() {
      this.reset(); // a client that was taken out of the file has no keys any more
      for (const { client, ms } of keyAges()) this.set({ client }, ms / 1000);
    },
  });
  // Alarms watch these: without a first value an alarm on their rise would miss the first one.
  foreign.inc(0);
  for (const fault of ['late', 'lost', 'unspooled', 'damaged'] as const) records.inc({ fault }, 0);
  canaryFailures.inc({ site: 'service' }, 0);
  for (const where of ['http', 'hook', 'process'] as const) failures.inc({ where }, 0);
  for (const code of ['overloaded', 'rate-limited'] as const) refused.inc({ code }, 0);

  const failure: Observer['failure'] = (where) => {
    failures.inc({ where });
  };
  return {
    hook({
      service,
      hook,
      answer,
      cards: shown = [],
      gaps: unseen = [],
      foreignRows = 0,
      ...event
    }) {
      calls.inc({ service, hook, answer });
      for (const { indicator, rules } of shown) {
        for (const rule of rules) cards.inc({ rule, indicator });
      }
      for (const gap of unseen) {
        const [slice = '', reason = ''] = gap.split(': ');
        gaps.inc({ slice, reason });
      }
      foreign.inc(foreignRows);
      for (const [kind, times] of Object.entries(event.unread ?? {})) {
        unreadTexts.inc({ client: event.client, kind }, times);
      }
      if (event.failure !== undefined) failure('hook', event.failure);
    },
    feedback({ client, items, repeated, late, cut, withoutCard }) {
      for (const { outcome, card } of items) feedback.inc({ client, outcome, card });
      for (const [remark, times] of Object.entries({ repeated, late, cut, withoutCard })) {
        remarks.inc({ remark }, times);
      }
    },
    read({ resourceType, outcome, milliseconds }) {
      reads.observe({ type: typeLabel(resourceType), outcome }, milliseconds / 1000);
    },
    http({ route, status, milliseconds, error, aborted: gone }) {
      if (gone === true) aborted.inc();
      else duration.observe({ route, status }, milliseconds / 1000);
      if (error !== undefined) refused.inc({ code: error });
    },
    auth({ reason }) {
      unknown.inc({ reason });
    },
    clients({ event, ...more }) {
      registry.inc({ event, outcome: 'outcome' in more ? more.outcome : 'none' });
    },
    record(fault) {
      records.inc({ fault });
    },
    spooling: () => undefined,
    chain: () => undefined,
    retention: () => undefined,
    watch(event) {
      switch (event.event) {
        case 'canary-failed':
          canaryFailures.inc({ site: event.site });
          // Known before the round is over.
          canariesFailing = Math.max(canariesFailing, 1);
          break;
        case 'canaries':
          canariesTried.inc(event.tried);
          canariesFailing = event.failing;
          break;
        case 'rate': {
          const { client, share, direction, state } = event;
          shares.set({ client, share, direction }, state === 'changed' ? 1 : 0);
        }
      }
    },
    failure,
    watchKeys(ages) {
      keyAges = ages;
    },
    watchSpool(waiting) {
      gauge('spool_records', 'Records that wait in the spool for the store', waiting);
    },
    contentType: register.contentType,
    text: () => register.metrics(),
  };
}
