import { expect, test } from '@jest/globals';
import { createLog } from './log.js';

test('only listed fields are written, whatever else an event carries', () => {
  const lines: string[] = [];
  const log = createLog('info', { write: (line) => void lines.push(line) });
  log.hook({
    service: 'naltrexone-safety',
    client: 'local',
    hook: 'order-sign',
    answer: 'not-checked',
    question: 'naltrexone',
    foreignRows: 1,
    failure: Object.assign(new Error('canary in a message'), { chart: 'canary in a property' }),
    patient: 'canary in a field',
  } as never);
  log.http({ method: 'POST', route: '/x', status: 200, milliseconds: 1, url: 'canary' } as never);
  log.failure('http', 'canary thrown as a text');
  log.failure('http', new Error('canary\n    at canary in a message of two lines'));
  const events = lines.map((line): any => JSON.parse(line));
  expect(events.map(({ event }) => event)).toEqual([
    'hook',
    'failure',
    'http',
    'failure',
    'failure',
  ]);
  expect(events[0]).toMatchObject({ answer: 'not-checked', foreignRows: 1 });
  expect(events[1]).toMatchObject({ where: 'hook', kind: 'Error' });
  expect(events[1].at[0]).toMatch(/^at /);
  expect(lines.join('')).not.toContain('canary');
});

test('feedback is logged in counts, as a warning when it is about the card of another client', () => {
  const lines: string[] = [];
  const log = createLog('info', { write: (line) => void lines.push(line) });
  const about = { requestId: 'r', service: 'naltrexone-safety', client: 'north' };
  const counts = { repeated: 1, late: 2, cut: 3, withoutCard: 4 };
  const [known, unknown] = [
    { outcome: 'accepted', card: 'known', comment: 'canary' },
    { outcome: 'overridden', card: 'unknown' },
  ] as const;
  log.feedback({ ...about, ...counts, items: [known, unknown, unknown] });
  log.feedback({ ...about, ...counts, items: [{ outcome: 'unknown', card: 'foreign' }] });
  const events = lines.map((line): any => JSON.parse(line));
  const common = { event: 'feedback', ...about, ...counts, time: expect.any(String) };
  expect(events).toEqual([
    { ...common, level: 30, items: 3, unknownCards: 2, foreignCards: 0 },
    { ...common, level: 40, items: 1, unknownCards: 0, foreignCards: 1 },
  ]);
});

test('T7: no text of an event begins a line, moves the cursor or goes on for ever', () => {
  const lines: string[] = [];
  const log = createLog('info', { write: (line) => void lines.push(line) });
  const evil = `x\r\n{"event":"forged"}\u001b[2J\u2028\u202e${'y'.repeat(1000)}`;
  log.clients({ event: 'clients-file', outcome: 'kept-old', clients: 1, problem: evil });
  log.failure('process', Object.assign(new Error('m'), { name: evil }));
  expect(lines.map((line): any => JSON.parse(line).event)).toEqual(['clients-file', 'failure']);
  for (const line of lines) {
    expect(line.trimEnd()).toMatch(/^[\P{C}]*$/u);
    expect(line.trimEnd()).not.toMatch(/\\[nru]/);
    expect(line.length).toBeLessThan(1200);
  }
});

test('a refused caller is logged with the reason, what is good as information', () => {
  const lines: string[] = [];
  const log = createLog('warn', { write: (line) => void lines.push(line) });
  log.auth({ requestId: 'r', reason: 'expired', client: 'north' });
  log.clients({ event: 'client-keys', client: 'north', outcome: 'fetched' });
  log.clients({ event: 'replay-guard-full' });
  const events = lines.map((line): any => JSON.parse(line));
  expect(events).toMatchObject([
    { event: 'auth', requestId: 'r', reason: 'expired', client: 'north' },
    { event: 'replay-guard-full' },
  ]);
});
