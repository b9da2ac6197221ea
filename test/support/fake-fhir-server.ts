import type { FhirResource } from 'fhir/r4.js';
import { once } from 'node:events';
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Fault } from './clinical-case.js';
import { distinct, readRow, searchRows, searchset } from './fhir-search.js';

export interface FakeFhirServer {
  /** Base address, `http://127.0.0.1:…/fhir`. */
  readonly base: string;
  /** Paths with query that were asked for, in order. */
  readonly asked: readonly string[];
  /** `Authorization` headers that came along. */
  readonly tokens: readonly (string | undefined)[];
  /** All headers of each request. */
  readonly headers: readonly IncomingHttpHeaders[];
  close(): Promise<void>;
}

/**
 * A FHIR R4 server on a real socket that holds one chart. It answers reads and searches in pages, and misbehaves as the
 * case says: 403, 404, no answer at all, an OperationOutcome; `recovered` reads work.
 */
export async function startFakeFhirServer(
  resources: readonly FhirResource[],
  access: Readonly<Record<string, Fault>> = {},
  pageSize = 100,
): Promise<FakeFhirServer> {
  const asked: string[] = [];
  const tokens: (string | undefined)[] = [];
  const headers: IncomingHttpHeaders[] = [];
  const { origin, charts } = await (shared ??= listen());
  const chart = `/chart-${++numberOfCharts}/fhir/`;
  const base = `${origin}${chart.slice(0, -1)}`;
  charts.set(chart, (path, request, response) => {
    asked.push(path);
    tokens.push(request.headers.authorization);
    headers.push(request.headers);
    answer(path, request, response);
  });

  function answer(path: string, request: IncomingMessage, response: ServerResponse): void {
    const [target = '', parameters = ''] = path.split('?');
    const fault = access[target] ?? access[target.split('/')[0] ?? ''];
    switch (fault) {
      case 'timeout':
        request.resume();
        return;
      case '403':
      case '404':
        send(response, Number(fault), outcome('processing'));
        return;
      case 'OperationOutcome':
        send(response, 200, outcome('exception'));
        return;
      case 'recovered':
      case undefined:
        if (target.includes('/')) read(target, response);
        else search(target, new URLSearchParams(parameters), response);
    }
  }

  function read(path: string, response: ServerResponse): void {
    const found = readRow(path, resources);
    if (found === undefined) send(response, 404, outcome('not-found'));
    else send(response, 200, found);
  }

  function search(type: string, parameters: URLSearchParams, response: ServerResponse): void {
    const start = Number(parameters.get('_from') ?? 0);
    parameters.delete('_from');
    const { rows, count } = searchRows(`${type}?${parameters.toString()}`, resources);
    const end = start + Math.min(count ?? pageSize, pageSize);
    const page = searchset(rows.slice(start, end), base);
    page.total = distinct(rows);
    if (end < rows.length) {
      parameters.set('_from', String(end));
      page.link = [{ relation: 'next', url: `${base}/${type}?${parameters.toString()}` }];
    }
    send(response, 200, page);
  }

  return {
    base,
    asked,
    tokens,
    headers,
    close() {
      charts.delete(chart);
      return Promise.resolve();
    },
  };
}

type Answer = (path: string, request: IncomingMessage, response: ServerResponse) => void;

/** One listening socket for all charts of a test file: connections stay alive from one to the next. */
let shared: Promise<{ origin: string; charts: Map<string, Answer> }> | undefined;
let numberOfCharts = 0;

async function listen() {
  const charts = new Map<string, Answer>();
  const server = createServer((request, response) => {
    const url = request.url ?? '';
    const chart = url.slice(0, url.indexOf('/fhir/') + '/fhir/'.length);
    const answer = charts.get(chart);
    if (answer === undefined) send(response, 404, outcome('not-found'));
    else answer(url.slice(chart.length), request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  server.unref();
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, charts };
}

function send(response: ServerResponse, status: number, body: FhirResource): void {
  response.writeHead(status, { 'content-type': 'application/fhir+json' });
  response.end(JSON.stringify(body));
}

const outcome = (code: 'processing' | 'exception' | 'not-found'): FhirResource => ({
  resourceType: 'OperationOutcome',
  issue: [{ severity: 'error', code }],
});
