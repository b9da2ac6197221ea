import { expect, test } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { entry, writeClients } from '../../test/support/clients-file.js';
import { theKnowledge } from '../../test/support/hook-parts.js';
import { newKey } from '../../test/support/signed-token.js';
import { loadSitePolicy } from '../knowledge/load-site-policy.js';
import type { ClientEvent } from './client-event.js';
import { createClientRegistry } from './client-registry.js';
import { watchClients } from './watch-clients.js';

function setUp(content: unknown) {
  const file = writeClients(content);
  const events: ClientEvent[] = [];
  const fetches: string[] = [];
  const clock = { now: 0, down: false, whileLoading: () => {} };
  const registry = createClientRegistry({
    path: file.path,
    site: (site, timeZone) => {
      clock.whileLoading();
      return loadSitePolicy(site ?? {}, theKnowledge(), timeZone);
    },
    fetch: async (url, privateNetwork) => {
      fetches.push(privateNetwork ? `private ${url}` : url);
      return clock.down
        ? { ok: false, why: 'unreachable' }
        : { ok: true, keys: [newKey('one').jwk] };
    },
    monotonic: () => clock.now,
    report: (event) => void events.push(event),
  });
  return { ...file, registry, events, fetches, clock };
}
const ids = ({ registry }: ReturnType<typeof setUp>) => registry.clients().map(({ id }) => id);

test('finds a client by exactly its issuer and tenant', () => {
  const { registry } = setUp({ clients: [entry(), entry({ id: 'b', tenant: 'b' })] });
  const find = (issuer: unknown, tenant?: unknown) => registry.find(issuer, tenant)?.id;
  const { issuer } = entry();
  expect([find(issuer), find(issuer, 'b')]).toEqual(['ehr', 'b']);
  for (const other of [issuer.slice(0, -1), [issuer], null, undefined, {}, '__proto__']) {
    expect(find(other)).toBeUndefined();
  }
  for (const tenant of ['B', ['b'], null, 1]) expect(find(issuer, tenant)).toBeUndefined();
  expect([registry.knows(issuer), registry.knows([issuer])]).toEqual([true, false]);
});

test('a changed file holds; a wrong one changes nothing, and is said once', () => {
  const all = setUp({ clients: [entry()] });
  all.registry.refresh();
  expect(all.events).toEqual([]);
  all.write({ clients: [entry(), entry({ id: 'b', issuer: 'b' })] });
  all.registry.refresh();
  expect(ids(all)).toEqual(['ehr', 'b']);
  all.write({ clients: [entry({ mode: 'loud' })] });
  all.registry.refresh();
  all.registry.refresh();
  expect(ids(all)).toEqual(['ehr', 'b']);
  all.write({ clients: [entry({ id: 'c' })] });
  all.registry.refresh();
  expect(ids(all)).toEqual(['c']);
  expect(all.events).toEqual([
    { event: 'clients-file', outcome: 'loaded', clients: 2 },
    {
      event: 'clients-file',
      outcome: 'kept-old',
      clients: 2,
      place: 'clients[0].mode',
      problem: 'it must be one of live, silent',
      remedy: 'See docs/clients.md',
    },
    { event: 'clients-file', outcome: 'loaded', clients: 1 },
  ]);
});

test('a site file that comes later, or changes, is seen', () => {
  const all = setUp({ clients: [entry()] });
  const zone = () => all.registry.clients()[0]!.site.zone.id;
  all.write({ clients: [entry({ siteFile: 'site.json' })] });
  all.registry.refresh();
  expect([zone(), all.events[0]]).toMatchObject(['America/New_York', { outcome: 'kept-old' }]);
  for (const timeZone of ['America/Denver', 'America/Boise']) {
    writeFileSync(join(all.folder, 'site.json'), JSON.stringify({ timeZone }));
    all.registry.refresh();
    expect(zone()).toBe(timeZone);
  }
});

test('keys outlive a reload; another address is another set', async () => {
  const all = setUp({ clients: [entry()] });
  await all.registry.warm();
  all.write({ clients: [entry({ timeZone: 'America/Denver' })] });
  all.registry.refresh();
  expect(await all.registry.clients()[0]!.keys.find('one')).toHaveLength(1);
  expect(all.fetches).toHaveLength(1);
  all.write({ clients: [entry({ jwksUrl: 'https://ehr.example.org/new' })] });
  all.registry.refresh();
  await all.registry.clients()[0]!.keys.find('one');
  expect(all.fetches).toEqual([entry().jwksUrl, 'https://ehr.example.org/new']);
});

test('the private network of an entry covers its key server, from the reload on', async () => {
  const all = setUp({ clients: [entry()] });
  await all.registry.warm();
  all.write({ clients: [entry({ privateNetwork: true })] });
  all.registry.refresh();
  await all.registry.warm();
  expect(all.fetches).toEqual([entry().jwksUrl, `private ${entry().jwksUrl}`]);
});

test('keys that were never seen are asked for again, without any call', async () => {
  const { registry, clock, fetches } = setUp({ clients: [entry()] });
  clock.down = true;
  await registry.warm();
  clock.now = 31_000;
  clock.down = false;
  await registry.warm();
  expect(registry.clients()[0]!.keys.state().ageMs).toBe(0);
  clock.now += 5 * 60_000 - 1;
  await registry.warm();
  expect(fetches).toHaveLength(2);
});

test('keys are renewed when they are five minutes old, without any call', async () => {
  const { registry, clock, fetches } = setUp({ clients: [entry()] });
  const { keys } = registry.clients()[0]!;
  await registry.warm();
  for (let minutes = 1; minutes <= 60; minutes += 1) {
    clock.now = minutes * 60_000;
    await registry.warm();
    expect(keys.state().ageMs).toBeLessThan(5 * 60_000);
  }
  expect(fetches).toHaveLength(13);
  expect(await keys.find('one')).toHaveLength(1);
  expect(fetches).toHaveLength(13);
});

test('a file that changes while it is read is read again', () => {
  const all = setUp({ clients: [entry()] });
  all.write({ clients: [entry({ id: 'b' })] });
  all.clock.whileLoading = () => {
    all.clock.whileLoading = () => {};
    all.write({ clients: [entry({ id: 'c' })] });
  };
  all.registry.refresh();
  expect(ids(all)).toEqual(['b']);
  all.registry.refresh();
  expect(ids(all)).toEqual(['c']);
});

test('a file that is put in the place of the old one is noticed', async () => {
  const { path, write } = writeClients({ clients: [entry()] });
  let unwatch: () => void = () => {};
  await new Promise<void>((resolve) => {
    unwatch = watchClients(path, { refresh: resolve });
    write({ clients: [] });
  });
  unwatch();
});
