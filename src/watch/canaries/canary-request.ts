import type { SliceName } from '../../core/chart.js';
import type { ChartQuery } from '../../core/chart-queries.js';
import type { Canary } from '../../core/pack/canaries.js';
import type { Moment } from '../../core/time/instant.js';

const PATIENT = 'canary';
const SUBJECT = { reference: `Patient/${PATIENT}` };
const PERSON = { resourceType: 'Patient', id: PATIENT, birthDate: '1980-01-01', gender: 'male' };
const INSTANCE = 'c0ffee00-0000-4000-8000-000000000000';
const DAY_MS = 86_400_000;
const RELATIVE = /^@([+-]\d+)d$/;

/** The request of an invented signing. Every chart input is sent with it, so that nothing is read anywhere. */
export function canaryRequest(
  { orders, chart }: Pick<Canary, 'orders' | 'chart'>,
  queries: ReadonlyMap<SliceName, Pick<ChartQuery, 'count'>>,
  now: Moment,
): object {
  const entries = (name: string, rows: readonly object[]) =>
    rows.map((row, index) => ({
      resource: { id: `${name}-${String(index + 1)}`, subject: SUBJECT, ...dated(row, now) },
    }));
  const sent = ([slice, { count }]: readonly [SliceName, Pick<ChartQuery, 'count'>]) => {
    const rows = chart[slice] ?? [];
    if (slice === 'patient') return [slice, { ...PERSON, ...rows[0] }];
    if (count === undefined) return [slice, null];
    return [
      slice,
      { resourceType: 'Bundle', type: 'searchset', entry: entries(slice.toLowerCase(), rows) },
    ];
  };
  return {
    hook: 'order-sign',
    hookInstance: INSTANCE,
    context: {
      userId: 'Practitioner/canary',
      patientId: PATIENT,
      draftOrders: {
        resourceType: 'Bundle',
        type: 'collection',
        entry: entries('draft', orders),
      },
    },
    prefetch: Object.fromEntries([...queries].map(sent)) as object,
  };
}

/** Every text that is a relative date as a whole becomes the instant. */
function dated(value: object, now: Moment): object {
  return JSON.parse(JSON.stringify(value), (_key, one: unknown) => {
    const days = typeof one === 'string' ? RELATIVE.exec(one)?.[1] : undefined;
    return days === undefined ? one : new Date(now + Number(days) * DAY_MS).toISOString();
  }) as object;
}
