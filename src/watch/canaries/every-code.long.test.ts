import { expect, test } from '@jest/globals';
import { canaryExceptions } from '../../../test/support/canary-exceptions.js';
import { hookParts, theKnowledge } from '../../../test/support/hook-parts.js';
import { losableKnowledge } from '../../../test/support/without-code.js';
import type { Moment } from '../../core/time/instant.js';
import { loadCanaries } from '../../knowledge/load-canaries.js';
import { loadSitePolicy } from '../../knowledge/load-site-policy.js';
import { CARDS } from '../../wire.js';
import { runCanary } from './run-canary.js';

const NOW = Date.parse('2026-11-24T15:00:00-05:00') as Moment;

/** Still known for what it is when its row is lost: an ATC code by its group, a package of an NDC by its product. */
const KNOWN_BY_GROUP = /^(atc (N02A|N01AH|N07BC|R05DA).+|ndc \d{11})$/;

const exceptions = canaryExceptions();

const { canaries } = loadCanaries(CARDS, theKnowledge().neverList);
const site = loadSitePolicy({}, theKnowledge());

test('every canary is answered as it must be', async () => {
  for (const canary of canaries) {
    expect(await runCanary(canary, hookParts(), site, NOW)).toBeUndefined();
  }
});

test('every code of naltrexone and of opioids that is lost is missed by the next round', async () => {
  const lost = losableKnowledge(theKnowledge());
  const hook = { ...hookParts(), knowledge: lost.knowledge };
  const unseen: string[] = [];
  let seen = 0;
  for (const { table, code, row } of lost.codes) {
    if (!row.naltrexone && row.opioids.every((drug) => exceptions.has(drug))) continue;
    // A product of the NDC stands in an order as one of its packages.
    const ofCode =
      table === 'ndc'
        ? canaries.filter(({ id }) => id.startsWith(`ndc-naltrexone/${code}`))
        : canaries.filter(({ id }) => id.endsWith(`/${code}`));
    const failures = await lost.without(table, code, () =>
      Promise.all(ofCode.map((canary) => runCanary(canary, hook, site, NOW))),
    );
    if (failures.some((failure) => failure !== undefined)) seen += 1;
    else unseen.push(`${table} ${code}`);
  }
  expect(unseen.filter((one) => !KNOWN_BY_GROUP.test(one))).toEqual([]);
  expect(seen).toBeGreaterThan(4200);
});
