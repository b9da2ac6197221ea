import { expect, test } from '@jest/globals';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { hookParts } from '../../test/support/hook-parts.js';
import { until } from '../../test/support/until.js';
import { loadFixtures } from '../demo/load-fixtures.js';
import type { Moment } from '../core/time/instant.js';
import { loadSitePolicy } from '../knowledge/load-site-policy.js';
import { answerHook } from './answer-hook.js';
import { localClient } from './local-client.js';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const [person] = await loadFixtures();

/** Answers with a recorder that takes its time, and tells whether the body is still held. */
function answerWhileRecording() {
  const body = structuredClone(person!.orderSign);
  const held = new WeakRef(body);
  let recorded = (): void => undefined;
  const recording = new Promise<void>((resolve) => (recorded = resolve));
  const parts = hookParts();
  const begun: unknown[] = [];
  const answering = answerHook(
    {
      ...{ service: 'naltrexone-safety', client: localClient([]), body, digest: 'digest' },
      site: loadSitePolicy({}, parts.knowledge),
      now: Date.now() as Moment,
    },
    {
      ...parts,
      recording: {
        build: { version: 'test' },
        mark: () => 'mark',
        seal: (_purpose, bytes) => bytes,
        answeredBefore: () => Promise.resolve([]),
        failed: (failure) => begun.push(failure),
        record: ({ answer }) => {
          begun.push(answer);
          return recording;
        },
      },
    },
  );
  return { held, begun, recorded, answering };
}

test('while an answer waits for its record nothing holds the call any more', async () => {
  const { held, begun, recorded, answering } = answerWhileRecording();
  let isAnswered = false;
  void answering.then(() => (isAnswered = true));
  await until(() => begun.length > 0);
  // What was referred to in a task can be collected after it.
  for (let turns = 0; turns < 5 && held.deref() !== undefined; turns += 1) {
    await new Promise(setImmediate);
    collectGarbage();
  }
  expect([begun, held.deref(), isAnswered]).toEqual([['cards'], undefined, false]);
  recorded();
  expect((await answering).cards).not.toEqual([]);
});
