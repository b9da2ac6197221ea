import type { RequestListener } from 'node:http';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FhirResource } from 'fhir/r4.js';
import { createFhirServer } from '../../src/demo/fhir-server/create-fhir-server.js';

export interface AskedFhir {
  /** Path with query below the base of its chart. */
  readonly path: string;
  readonly authorization: string | undefined;
  readonly status: number;
}

export interface GuardedFhirServer {
  /** Under it lie the bases of all charts. */
  readonly root: string;
  readonly asked: AskedFhir[];
  /** @returns the FHIR base address of the chart */
  hold(patientId: string, resources: readonly FhirResource[]): Promise<string>;
  close(): Promise<void>;
}

/** Small pages, so that every chart is read in several. */
const PAGE_SIZE = 3;

/**
 * The embedded FHIR server of the demo, one for each chart, on one real socket behind a guard: a request without the bearer
 * token is answered with 401, as an EHR does.
 */
export async function startGuardedFhirServer(bearer: string): Promise<GuardedFhirServer> {
  const charts = new Map<string, RequestListener>();
  const asked: AskedFhir[] = [];
  const server = createServer((request, response) => {
    const [, name = '', path = ''] =
      /^\/charts\/([^/]+)(\/fhir\/.*)$/.exec(request.url ?? '') ?? [];
    const { authorization } = request.headers;
    response.once('finish', () => {
      asked.push({ path: path.slice('/fhir/'.length), authorization, status: response.statusCode });
    });
    const chart = charts.get(name);
    if (authorization !== `Bearer ${bearer}`) {
      response.writeHead(401, { 'www-authenticate': 'Bearer' }).end();
    } else if (chart === undefined) {
      response.writeHead(404).end();
    } else {
      request.url = path;
      chart(request, response);
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const root = `http://127.0.0.1:${(server.address() as AddressInfo).port}/charts`;
  return {
    root,
    asked,
    async hold(patientId, resources) {
      const name = `c${charts.size + 1}`;
      const baseUrl = `${root}/${name}/fhir`;
      const app = await createFhirServer({
        charts: new Map([[patientId, resources]]),
        baseUrl,
        maxPageSize: PAGE_SIZE,
      });
      charts.set(name, app);
      return baseUrl;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
