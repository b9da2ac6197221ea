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
