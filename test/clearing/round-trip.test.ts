import { expect, test } from '@jest/globals';
import { newestWithLimit } from '../../src/core/plan/newest-with-limit.js';
import { isAtLeast } from '../../src/core/rules/finding.js';
import { situationOf } from '../../src/core/situation-of.js';
import { type BlockedCase, blockedCases } from '../support/blocked-cases.js';
import { decideCase, prepareCase } from '../support/decide-case.js';
import { type Sources, withFactsInFhir } from '../support/facts-in-fhir.js';
import { theKnowledge } from '../support/hook-parts.js';

/**
 * What is dated "in 2026", or a few hours ahead, counts as used until now; as long as it is written so, each later look finds it
 * as recent. The search looks from now, so its days do not help here.
 */
const COUNTS_TO_NOW = ['dq-021', 'pq-037', 'pq-157'];
/** `npm test` takes some of the cases, the long tests take all. */
const EVERY = process.env['TEST_SET'] === 'long' ? 1 : 4;

/** Every set that can be written as FHIR is written into the chart, and the whole service decides again. */
test('what is said to clear an answer clears it when the chart holds it', async () => {
  const broken: string[] = [];
  let written = 0;
  for (const one of await blockedCases(EVERY)) {
    if (COUNTS_TO_NOW.some((id) => one.title.startsWith(id))) continue;
    const sources = sourcesOf(one);
    const { critical = [], aboveInfo = [] } = one.decision.wouldClear ?? {};
    const sets = [
      ...critical.map((set) => ({ ...set, level: 'critical' as const })),
      ...aboveInfo.map((set) => ({ ...set, level: 'warning' as const })),
    ];
    for (const { facts, level } of sets) {
      const chart = withFactsInFhir(one.sent, facts, sources);
      if (chart === undefined) continue;
      written += 1;
      const decision = decideCase(await prepareCase(chart), theKnowledge());
      const left = (decision?.findings ?? []).filter(
        ({ indicator, shadow }) => !shadow && isAtLeast(indicator, level),
      );
      if (left.length > 0) {
        const rules = left.map(({ rule, outcome }) => `${rule}/${outcome}`).join();
        broken.push(`${one.title}: ${JSON.stringify(facts)} leaves ${rules}`);
      }
    }
  }
  expect(broken).toEqual([]);
  expect(written).toBeGreaterThan(200 / EVERY);
});

function sourcesOf({ prepared: { call, chart, site, now } }: BlockedCase): Sources {
  const [first] = call === undefined ? [] : situationOf(call, chart, theKnowledge(), site, now);
  const { toxicology, liver } = first?.evidence ?? {};
  const rowOf = (source: string): string => source.replace(/#.*$/, '');
  return {
    planned: first?.clock.planned.day ?? 0,
    raised: (toxicology?.raised ?? []).map(({ provenance }) => rowOf(provenance.source)),
    resultOf: ({ analyte }) => {
      const newest = newestWithLimit(liver?.results ?? [], analyte);
      return newest && rowOf(newest.provenance.source);
    },
  };
}
