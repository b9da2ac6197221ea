import { expect, test } from '@jest/globals';
import type { Arrival } from '../egress/egress.js';
import { retryDelay } from './retry-delay.js';

const status = (code: number, retryAfter?: string): Arrival => ({
  ...{ ok: false, failure: 'status', status: code },
  ...(retryAfter === undefined ? {} : { retryAfter }),
});

test.each<[string, Arrival, number, number, number | undefined]>([
  ['500, the least of chance', status(500), 4000, 0, 50],
  ['503, the most of chance', status(503), 4000, 1, 100],
  ['a connection that broke', { ok: false, failure: 'reset' }, 4000, 0, 50],
  ['429 with a short wait', status(429, '1'), 4000, 0.5, 1000],
  ['429 with a wait of nothing', status(429, '0'), 4000, 0, 50],
  ['429 with a wait that just fits', status(429, '1'), 1100, 0, 1000],
  ['429 with a wait that does not fit', status(429, '1'), 1099, 0, undefined],
  ['503 with a long wait', status(503, '120'), 4000, 0, undefined],
  ['503 with a date', status(503, 'Wed, 25 Nov 2026 00:00:00 GMT'), 4000, 0, undefined],
  ['503 with nonsense', status(503, '-1'), 4000, 0, undefined],
  ['500, too little time', status(500), 149, 0, undefined],
  ['400', status(400), 4000, 0, undefined],
  ['401', status(401), 4000, 0, undefined],
  ['404', status(404), 4000, 0, undefined],
  ['501', status(501), 4000, 0, undefined],
  ['a refused connection', { ok: false, failure: 'connect' }, 4000, 0, undefined],
  ['time run out', { ok: false, failure: 'timeout' }, 4000, 0, undefined],
])('%s', (_name, arrival, timeLeft, chance, expected) => {
  expect(retryDelay(arrival, timeLeft, chance)).toBe(expected);
});
