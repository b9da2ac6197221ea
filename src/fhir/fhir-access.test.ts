import { afterAll, afterEach, describe, expect, test } from '@jest/globals';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { BearerToken } from './bearer-token.js';
import type { ChartSource } from './chart-source.js';
import { createFhirAccess } from './fhir-access.js';
import { parseFhirBase } from './fhir-base.js';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

const access = createFhirAccess({
  limits: { bytesPerAnswer: 200_000, bytesPerCall: 400_000, pagesPerSearch: 5, rowsPerSearch: 50 },
});
const open: Server[] = [];

afterEach(() => {
  for (const server of open.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});
afterAll(() => access.close());

async function serve(handler: Handler) {
  const asked: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    asked.push(request);
    handler(request, response);
  });
  open.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { asked, base: `http://127.0.0.1:${(server.address() as AddressInfo).port}/fhir` };
}

function sourceAt(
  fhirServer: string,
  milliseconds = 5000,
  timeLeft?: () => number,
  client = 'ehr',
): ChartSource {
  const source = access.open({
    client,
    fhirServer,
    token: new BearerToken('canary'),
    allowed: [parseFhirBase(fhirServer)!],
    signal: AbortSignal.timeout(milliseconds),
    ...(timeLeft && { timeLeft }),
  });
  return source!;
}

const QUERY = 'Condition?patient=p1&code=http://loinc.org|1-8,http://loinc.org|2-6&_count=3';
const row = (id: string) => ({ resource: { resourceType: 'Condition', id } });
const bundle = (ids: readonly string[], next?: string) => ({
  resourceType: 'Bundle',
  entry: ids.map(row),
  ...(next === undefined ? {} : { link: [{ relation: 'next', url: next }] }),
});
const json =
  (body: unknown, status = 200, type = 'application/fhir+json'): Handler =>
  (_request, response) => {
    response.writeHead(status, { 'content-type': type }).end(JSON.stringify(body));
  };
const text =
  (body: string | Buffer, headers: Record<string, string> = {}): Handler =>
  (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/fhir+json', ...headers }).end(body);
  };

/** Rows and first fault of a search against one handler. */
async function searching(handler: Handler, milliseconds?: number, timeLeft?: () => number) {
  const { asked, base } = await serve(handler);
  const pages = await sourceAt(base, milliseconds, timeLeft).search(QUERY, 'Condition');
  return {
    asked,
    ids: pages.flatMap(({ rows }) => rows.map(({ id }) => id)),
    fault: pages.find(({ fault }) => fault !== undefined)?.fault,
  };
}

describe('a server outside the list', () => {
  test.each(['https://other.example/fhir', 'http://127.0.0.1:1/fhir2', 'nonsense', 'file:///fhir'])(
    '%s is not opened',
    (fhirServer) => {
      const allowed = [parseFhirBase('http://127.0.0.1:1/fhir')!];
      const { signal } = new AbortController();
      const address = { client: 'ehr', fhirServer, token: undefined, allowed, signal };
      expect(access.open(address)).toBeUndefined();
    },
  );
});

describe('a search', () => {
  test('is one GET with the token, its values percent-encoded', async () => {
    const { asked, ids, fault } = await searching(json(bundle(['a', 'b'])));
    expect({ ids, fault }).toEqual({ ids: ['a', 'b'], fault: undefined });
    expect(asked).toHaveLength(1);
    expect(asked[0]!.method).toBe('GET');
    expect(asked[0]!.url).toBe(
      '/fhir/Condition?patient=p1&code=http://loinc.org%7C1-8,http://loinc.org%7C2-6&_count=3',
    );
    expect(asked[0]!.headers.authorization).toBe('Bearer canary');
  });

  test('of a server that cannot sort is asked once more, in any order', async () => {
    const { asked, base } = await serve((request, response) => {
      if (request.url?.includes('_sort') === true) response.writeHead(400).end();
      else json(bundle(['a']))(request, response);
    });
    const sorted = `${QUERY}&_sort=-recorded-date`;
    const [page] = await sourceAt(base).search(sorted, 'Condition');
    expect(page).toMatchObject({ rows: [{ id: 'a' }], fault: undefined });
    expect(asked.map(({ url }) => url?.includes('_sort'))).toEqual([true, false]);
  });

  test('that a server refuses in any order is asked twice and no more', async () => {
    const { asked, base } = await serve((_request, response) => response.writeHead(400).end());
    const [page] = await sourceAt(base).search(`${QUERY}&_sort=-recorded-date`, 'Condition');
    expect(page?.fault).toEqual({ reason: 'http-error', status: 400 });
    expect(asked).toHaveLength(2);
  });

  test.each([
    [400, 'http-error'],
    [401, 'not-permitted'],
    [403, 'not-permitted'],
    [404, 'http-error'],
    [410, 'http-error'],
    [429, 'http-error'],
    [500, 'http-error'],
    [503, 'http-error'],
    [204, 'http-error'],
  ])('%d is a fault, and its body is not looked at', async (status, reason) => {
    const { ids, fault } = await searching(json(bundle(['a']), status));
    expect({ ids, fault }).toEqual({ ids: [], fault: { reason, status } });
  });

  test.each([301, 302, 307, 308])('a redirect with %d is not followed', async (status) => {
    const trap = await serve(json(bundle(['a'])));
    const { fault } = await searching((_request, response) => {
      response.writeHead(status, { location: `${trap.base}/Condition` }).end();
    });
    expect(fault).toEqual({ reason: 'http-error', status });
    expect(trap.asked).toHaveLength(0);
  });

  test.each<[string, Handler, string]>([
    ['a login page', text('<html></html>', { 'content-type': 'text/html' }), 'not-fhir'],
    ['HTML under a FHIR label', text('<html></html>'), 'not-fhir'],
    ['an empty answer', text(''), 'not-fhir'],
    ['null', json(null), 'not-fhir'],
    ['an empty list', json([]), 'not-fhir'],
    ['a text', json('x'), 'not-fhir'],
    ['truncated JSON', text('{"resourceType":"Bundle","entry":['), 'not-fhir'],
    ['50,000 levels', text('['.repeat(50_000) + ']'.repeat(50_000)), 'not-fhir'],
    ['an OperationOutcome', json({ resourceType: 'OperationOutcome' }), 'operation-outcome'],
    ['an unknown compression', text('x', { 'content-encoding': 'zstd' }), 'not-fhir'],
    ['broken gzip', text('no gzip', { 'content-encoding': 'gzip' }), 'not-fhir'],
    ['more bytes than allowed', text(`{"x":"${'x'.repeat(300_000)}"}`), 'too-large'],
    [
      'a gzip bomb',
      text(gzipSync(`{"x":"${'x'.repeat(9_000_000)}"}`), { 'content-encoding': 'gzip' }),
      'too-large',
    ],
  ])('%s is never "nothing there"', async (_name, handler, reason) => {
    const { ids, fault } = await searching(handler);
    expect({ ids, fault }).toEqual({ ids: [], fault: { reason } });
  });

  test.each<[string, Handler]>([
    [
      'cut off in its middle',
      (_request, response) => {
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': '999' });
        response.write('{"resourceType":"Bundle"');
        setTimeout(() => response.destroy(), 20);
      },
    ],
    ['no HTTP at all', (request) => request.socket.end('nonsense\r\n\r\n')],
    ['a closed connection', (request) => request.socket.destroy()],
  ])('%s is unreachable', async (_name, handler) => {
    expect((await searching(handler)).fault).toEqual({ reason: 'unreachable' });
  });

  test('a closed port is unreachable', async () => {
    const pages = await sourceAt('http://127.0.0.1:9/fhir').search(QUERY, 'Condition');
    expect(pages).toMatchObject([{ fault: { reason: 'unreachable' } }]);
  });

  test.each<[string, Handler]>([
    ['no answer', () => undefined],
    [
      'headers and no body',
      (_request, response) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.flushHeaders();
      },
    ],
    [
      'one byte at a time',
      (_request, response) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        const drip = setInterval(() => response.write(' '), 20);
        response.on('close', () => clearInterval(drip));
      },
    ],
  ])('%s ends at the deadline', async (_name, handler) => {
    const start = performance.now();
    const { fault } = await searching(handler, 200);
    expect(fault).toEqual({ reason: 'out-of-time' });
    expect(performance.now() - start).toBeLessThan(1500);
  });

  test('FHIR under a wrong label, and compressed FHIR, are read', async () => {
    const plain = await searching(json(bundle(['a']), 200, 'text/plain'));
    expect(plain).toMatchObject({ ids: ['a'], fault: undefined });
    const packed = gzipSync(JSON.stringify(bundle(['b'])));
    const gzip = await searching(text(packed, { 'content-encoding': 'gzip' }));
    expect(gzip).toMatchObject({ ids: ['b'], fault: undefined });
  });
});

describe('pages', () => {
  /** Serves page after page; `link` makes the address of the one after page n. */
  const paged = (link: (page: number, base: string) => string | undefined): Handler => {
    let page = 0;
    return (request, response) => {
      page += 1;
      const base = `http://${request.headers.host ?? ''}/fhir`;
      json(bundle([`r${page}`], link(page, base)))(request, response);
    };
  };

  test('are read to the last, also by relative links', async () => {
    const absolute = await searching(
      paged((page, base) => (page < 3 ? `${base}?p=${page}` : undefined)),
    );
    expect(absolute).toMatchObject({ ids: ['r1', 'r2', 'r3'], fault: undefined });
    const relative = await searching(paged((page) => (page < 3 ? `/fhir/x?p=${page}` : undefined)));
    expect(relative).toMatchObject({ ids: ['r1', 'r2', 'r3'], fault: undefined });
  });

  test('a loop ends, and the rows are only a part', async () => {
    const { asked, fault } = await searching(paged((_page, base) => `${base}?p=same`));
    expect(asked).toHaveLength(2);
    expect(fault).toEqual({ reason: 'more-pages' });
  });

  test('endless pages end at the limit', async () => {
    const { asked, fault } = await searching(paged((page, base) => `${base}?p=${page}`));
    expect(asked).toHaveLength(5);
    expect(fault).toEqual({ reason: 'more-pages' });
  });

  test('a link to elsewhere is not followed, and the token does not travel', async () => {
    const trap = await serve(json(bundle(['x'])));
    const port = trap.base.replace(/^.*:|\/fhir$/g, '');
    for (const link of [
      `${trap.base}/Condition`,
      `//127.0.0.1:${port}/fhir`,
      `http://user@127.0.0.1:${port}/fhir`,
    ]) {
      const { ids, fault } = await searching(paged(() => link));
      expect({ ids, fault }).toEqual({ ids: ['r1'], fault: { reason: 'more-pages' } });
    }
    expect(trap.asked).toHaveLength(0);
  });

  test.each(['/admin', 'https://127.0.0.1/fhir', 'http://[', '/fhir/..%2fadmin', 'ftp://x/fhir'])(
    'a link out of the base (%s) is not followed',
    async (link) => {
      const { asked, fault } = await searching(paged(() => link));
      expect(asked).toHaveLength(1);
      expect(fault).toEqual({ reason: 'more-pages' });
    },
  );

  test('a page that fails leaves the rows before it, marked as a part', async () => {
    let page = 0;
    const { ids, fault } = await searching((request, response) => {
      page += 1;
      if (page === 1) json(bundle(['r1'], '/fhir?p=2'))(request, response);
      else json({}, 500)(request, response);
    });
    expect({ ids, fault }).toEqual({ ids: ['r1'], fault: { reason: 'http-error', status: 500 } });
  });

  test('all answers of a call share one byte limit', async () => {
    const { base } = await serve(text(`{"resourceType":"Bundle","x":"${'x'.repeat(150_000)}"}`));
    const source = sourceAt(base);
    const reads = await Promise.all([1, 2, 3].map(() => source.search(QUERY, 'Condition')));
    const faults = reads.flat().flatMap(({ fault }) => fault?.reason ?? []);
    expect(faults).toEqual(['too-large']);
  });
});

describe('a second try', () => {
  const once = (status: number, headers: Record<string, string> = {}): Handler =>
    (() => {
      let calls = 0;
      return (request, response) => {
        calls += 1;
        if (calls === 1) response.writeHead(status, headers).end();
        else json(bundle(['a']))(request, response);
      };
    })();

  test.each([
    [429, { 'retry-after': '0' }],
    [500, {}],
    [503, {}],
  ])('after %d %j', async (status, headers) => {
    const { ids, fault, asked } = await searching(once(status, headers));
    expect({ ids, fault, asked: asked.length }).toEqual({ ids: ['a'], fault: undefined, asked: 2 });
  });

  test.each([
    [400, {}],
    [404, {}],
    [501, {}],
    [503, { 'retry-after': '86400' }],
  ])('not after %d %j', async (status, headers) => {
    const { fault, asked } = await searching(once(status, headers), 60_000, () => 60_000);
    expect([fault?.reason, asked.length]).toEqual(['http-error', 1]);
  });

  test('there is no third', async () => {
    expect((await searching(json({}, 503))).asked).toHaveLength(2);
  });
});

test('a token that was refused is used for nothing more', async () => {
  const { asked, base } = await serve(json({}, 401));
  const source = sourceAt(base);
  for (const type of ['Condition', 'Procedure']) {
    const [page] = await source.search(`${type}?patient=p1`, type);
    expect(page?.fault).toEqual({ reason: 'not-permitted', status: 401 });
  }
  expect(await source.read('Medication/m1')).toMatchObject({ ok: false });
  expect(asked).toHaveLength(1);
});

test('a token that cannot be sent is a refused one, and shuts the server off for nobody', async () => {
  const { asked, base } = await serve(json(bundle([])));
  const address = {
    client: 'ehr',
    fhirServer: base,
    allowed: [parseFhirBase(base)!],
    signal: AbortSignal.timeout(5000),
  };
  for (let call = 0; call < 6; call += 1) {
    const source = access.open({ ...address, token: new BearerToken('line\nend') })!;
    const [page] = await source.search(QUERY, 'Condition');
    expect(page?.fault?.reason).toBe('not-permitted');
  }
  expect(asked).toHaveLength(0);
  const [page] = await sourceAt(base).search(QUERY, 'Condition');
  expect(page?.fault).toBeUndefined();
});

test('a server that is left alone for one client is asked for another', async () => {
  let hangs = true;
  const { base } = await serve((request, response) => {
    if (!hangs) json(bundle([]))(request, response);
  });
  const hasty = () => sourceAt(base, 30, () => 0, 'hasty').search(QUERY, 'Condition');
  for (let call = 0; call < 5; call += 1) await hasty();
  hangs = false;
  const [left] = await sourceAt(base, 5000, undefined, 'hasty').search(QUERY, 'Condition');
  expect(left?.fault?.reason).toBe('unreachable');
  const [asked] = await sourceAt(base, 5000, undefined, 'patient').search(QUERY, 'Condition');
  expect(asked?.fault).toBeUndefined();
});

test('more rows than allowed are a part', async () => {
  const { fault } = await searching(json(bundle(Array.from({ length: 51 }, (_, n) => `r${n}`))));
  expect(fault).toEqual({ reason: 'too-large' });
});

describe('a read', () => {
  test('gives the resource of that type', async () => {
    const { base, asked } = await serve(json({ resourceType: 'Patient', id: 'p1' }));
    expect(await sourceAt(base).read('Patient/p1')).toMatchObject({
      ok: true,
      resource: { id: 'p1' },
    });
    expect(asked[0]!.url).toBe('/fhir/Patient/p1');
  });

  test.each([
    [{ resourceType: 'Group', id: 'p1' }, 'not-fhir'],
    [{ resourceType: 'OperationOutcome' }, 'operation-outcome'],
    [null, 'not-fhir'],
  ])('refuses %j', async (body, reason) => {
    const { base } = await serve(json(body));
    expect(await sourceAt(base).read('Patient/p1')).toEqual({ ok: false, fault: { reason } });
  });

  test('asks nothing for a path that is none', async () => {
    const { base, asked } = await serve(json({}));
    for (const path of [
      'Patient/../../admin',
      'Patient/',
      'patient/1',
      'Patient/a?x=1',
      '/Patient/1',
    ]) {
      expect(await sourceAt(base).read(path)).toMatchObject({ ok: false });
    }
    expect(asked).toHaveLength(0);
  });
});

test('references are local only under the base', () => {
  const source = sourceAt('https://ehr.example/fhir');
  expect(source.localPath('Medication/m1')).toBe('Medication/m1');
  expect(source.localPath('https://ehr.example/fhir/Medication/m1/_history/2')).toBe(
    'Medication/m1',
  );
  for (const reference of [
    'https://other.example/fhir/Medication/m1',
    'https://ehr.example/fhir2/Medication/m1',
    'urn:uuid:1',
    '#m1',
    'm1',
    'Medication/../Patient/1',
  ]) {
    expect(source.localPath(reference)).toBeUndefined();
  }
});
