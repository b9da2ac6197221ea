import { beforeAll, expect, test } from '@jest/globals';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hookParts, theKnowledge } from '../../../test/support/hook-parts.js';
import { losableKnowledge } from '../../../test/support/without-code.js';
import type { Canary } from '../../core/pack/canaries.js';
import type { Knowledge, SitePolicy } from '../../core/pack/knowledge.js';
import type { Moment } from '../../core/time/instant.js';
import { loadCanaries } from '../../knowledge/load-canaries.js';
import { loadKnowledge } from '../../knowledge/load-knowledge.js';
import { loadSitePolicy } from '../../knowledge/load-site-policy.js';
import { CARDS } from '../../wire.js';
import { watchCanaries } from './watch-canaries.js';
import type { WatchEvent } from '../watch-event.js';

const NOW = Date.parse('2026-11-24T15:00:00-05:00') as Moment;
const SERVICE = 'service';

let canaries: readonly Canary[];
let site: SitePolicy;
beforeAll(() => {
  ({ canaries } = loadCanaries(CARDS, theKnowledge().neverList));
  site = loadSitePolicy({}, theKnowledge());
});

/** All stories, and one code of each group; all codes stand in the long test. */
function few(): readonly Canary[] {
  const groups = new Set<string>();
  return canaries.filter(({ id, everySite }) => {
    const [group = ''] = id.split('/');
    const isFirst = !groups.has(group);
    groups.add(group);
    return everySite || isFirst;
  });
}

function setUp(options: {
  readonly knowledge?: Knowledge;
  readonly sites?: Record<string, SitePolicy>;
  /** By their ids. */
  readonly which?: readonly string[];
  readonly now?: Moment;
}) {
  const events: WatchEvent[] = [];
  const time = { ms: 0, pauses: 0 };
  const watch = watchCanaries({
    canaries:
      options.which === undefined
        ? few()
        : canaries.filter(({ id }) => options.which?.includes(id)),
    hook: { ...hookParts(), knowledge: options.knowledge ?? theKnowledge() },
    sites: () =>
      Object.entries(options.sites ?? { [SERVICE]: site }).map(([id, policy]) => ({ id, policy })),
    report: (event) => events.push(event),
    clock: () => options.now ?? NOW,
    monotonic: () => time.ms,
    pause: () => {
      time.pauses += 1;
      return Promise.resolve();
    },
  });
  const failed = () => events.flatMap((one) => (one.event === 'canary-failed' ? [one] : []));
  return { watch, events, failed, time };
}

/** A policy under which nothing is said. No site file can say so (never-list.json); a fault of ours could. */
function mute(): SitePolicy {
  const why = { reason: 'r', owner: 'o', date: '2026-11-01' };
  const modes = canaries.flatMap(({ expect: rules }) =>
    rules.map(({ rule }) => ({ rule, mode: 'off' as const, ...why })),
  );
  return { ...site, file: { ...site.file, modes } };
}

test.each(['2026-11-24T15:00:00-05:00', '2027-03-14T06:59:00Z', '2028-02-29T23:30:00-05:00'])(
  'at %s every canary is answered as it must be, with a pause before each',
  async (now) => {
    const { watch, events, time } = setUp({ now: Date.parse(now) as Moment });
    expect(watch.state()).toBe('not-tried');
    await watch.round();
    expect(events).toEqual([{ event: 'canaries', tried: time.pauses, failing: 0 }]);
    expect(time.pauses).toBe(few().length);
    expect(time.pauses).toBeGreaterThan(15);
    expect(watch.state()).toBe('passing');
  },
);

test.each([
  ['rxnorm', '637213', 'rxnorm-naltrexone/637213'],
  ['rxnorm', '1483744', 'rxnorm-naltrexone/1483744'],
  ['ndc', '657570300', 'ndc-naltrexone/65757030099'],
  ['hcpcs', 'J2315', 'hcpcs-naltrexone/J2315'],
  ['atc', 'N07BB04', 'atc-naltrexone/N07BB04'],
  ['hcpcs', 'J2270', 'hcpcs-opioid/J2270'],
] as const)('without %s %s the very next round fails at %s', async (table, code, canary) => {
  const lost = losableKnowledge(theKnowledge());
  const which = [canary, 'clean'];
  const { watch, failed, events } = setUp({ knowledge: lost.knowledge, which });
  await lost.without(table, code, () => watch.round());
  expect(failed()).toEqual([expect.objectContaining({ canary, site: SERVICE, got: [] })]);
  expect(events.at(-1)).toMatchObject({ failing: 1 });
  expect(watch.state()).toBe('failing');
  await watch.round();
  expect(watch.state()).toBe('passing');
});

test('a row that somebody deletes from a file of cards/ is missed', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cards-'));
  try {
    cpSync(CARDS, folder, { recursive: true });
    const table = join(folder, 'terminology/rxnorm-naltrexone.csv');
    writeFileSync(table, readFileSync(table, 'utf8').replace(/^637216,.*\n/m, ''));
    const knowledge = loadKnowledge(folder);
    const { watch, failed } = setUp({
      knowledge,
      which: ['rxnorm-naltrexone/637213', 'rxnorm-naltrexone/637216'],
    });
    await watch.round();
    expect(failed().map(({ canary }) => canary)).toEqual(['rxnorm-naltrexone/637216']);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('what a rule no longer says is missed, and the line says what came instead', async () => {
  const { watch, failed } = setUp({ which: ['oxycodone-on-board', 'clean'] });
  const { decide } = hookParts();
  const silent = watchCanaries({
    canaries: canaries.filter(({ id }) => id === 'oxycodone-on-board'),
    hook: {
      ...hookParts(),
      decide: (...given) => ({ ...decide(...given), cards: [], findings: [] }),
    },
    sites: () => [{ id: SERVICE, policy: site }],
    report: (event) => {
      expect(event).toMatchObject(
        event.event === 'canary-failed'
          ? { canary: 'oxycodone-on-board', expected: ['opioid-ongoing: critical'], got: [] }
          : { failing: 1 },
      );
    },
    clock: () => NOW,
    monotonic: () => 0,
    pause: () => Promise.resolve(),
  });
  await silent.round();
  expect(silent.state()).toBe('failing');
  await watch.round();
  expect(failed()).toEqual([]);
});

test('an answer that cannot be computed is a failure, not an exception', async () => {
  const events: WatchEvent[] = [];
  const watch = watchCanaries({
    canaries: canaries.filter(({ id }) => id === 'clean'),
    hook: {
      ...hookParts(),
      decide: () => {
        throw new Error('bug');
      },
    },
    sites: () => [{ id: SERVICE, policy: site }],
    report: (event) => events.push(event),
    clock: () => NOW,
    monotonic: () => 0,
    pause: () => Promise.resolve(),
  });
  await watch.round();
  expect(events[0]).toMatchObject({ canary: 'clean', got: ['none: warning'] });
});

test('stories are told at every site, and the site whose file says otherwise is named', async () => {
  const { watch, failed } = setUp({ sites: { [SERVICE]: site, north: mute(), south: site } });
  await watch.round();
  const stories = canaries.filter(({ everySite, expect: rules }) => everySite && rules.length > 0);
  expect(failed().map(({ site: id, canary }) => [id, canary])).toEqual(
    stories.map(({ id }) => ['north', id]),
  );
});

test.each([
  [SERVICE, 0],
  ['north', 1],
])('an arm of an experiment of %s whose policy says otherwise is named', async (where, place) => {
  const arm = (id: string, policy: SitePolicy) => ({ id, share: 1, policy });
  const divided: SitePolicy = {
    ...site,
    experiment: {
      ...{ id: 'wording', by: 'patient' },
      arms: [arm('as-it-was', site), arm('short', mute())],
    },
  };
  const sites = place === 0 ? { [where]: divided } : { [SERVICE]: site, [where]: divided };
  const { watch, failed, time } = setUp({
    sites,
    which: ['oxycodone-on-board', 'text-naltrexone/Vivitrol'],
  });
  await watch.round();
  expect(failed().map(({ site: id, canary }) => [id, canary])).toEqual([
    [`${where}/short`, 'oxycodone-on-board'],
  ]);
  // The story under each policy, the code once.
  expect(time.pauses).toBe(3 + place + 1);
});

test('what a site may change, its canaries allow', async () => {
  const why = { reason: 'r', owner: 'o', date: '2026-11-01' };
  const lowered = loadSitePolicy(
    {
      indicators: theKnowledge().neverList.rules.map(({ rule, lowest }) => ({
        ...{ rule, indicator: lowest },
        ...why,
      })),
      parameters: [
        { question: 'liver-enzymes', parameter: 'severe.above', value: 10, ...why },
        { question: 'liver-enzymes', parameter: 'very-severe.above', value: 20, ...why },
      ],
      checkedNothingFound: { show: true, ...why },
      timeZone: 'Pacific/Honolulu',
    },
    theKnowledge(),
  );
  const { watch, events } = setUp({ sites: { [SERVICE]: lowered } });
  await watch.round();
  expect(events).toEqual([expect.objectContaining({ failing: 0 })]);
});

test('rounds that no longer end are said', async () => {
  const { watch, time } = setUp({ which: ['clean'] });
  await watch.round();
  time.ms = 1_200_001;
  expect(watch.state()).toBe('late');
});

test('rounds begin, and end with the service in the middle of a wait', async () => {
  const events: WatchEvent[] = [];
  const watch = watchCanaries({
    canaries: canaries.filter(({ id }) => id === 'clean'),
    hook: hookParts(),
    sites: () => [{ id: SERVICE, policy: site }],
    report: (event) => events.push(event),
    clock: () => NOW,
    monotonic: () => 0,
  });
  watch.start();
  await watch.close();
  expect(events).toEqual([]);
});
