import express, {
  type ErrorRequestHandler,
  type Express,
  type Request,
  type Response,
} from 'express';
import type { FhirResource } from 'fhir/r4.js';
import { capabilityStatement } from './capability-statement.js';
import { chartRepositories } from './chart-repositories.js';
import { FhirRefusal, operationOutcome } from './operation-outcome.js';
import { readSearch } from './read-search.js';
import { searchCharts } from './search-charts.js';
import { SERVED_TYPES } from './search-parameters.js';

export interface FhirServerOptions {
  /** The resources of each chart, by patient id. */
  readonly charts: ReadonlyMap<string, readonly FhirResource[]>;
  /** The address that links carry, without a trailing slash; by default the one that the caller used. */
  readonly baseUrl?: string;
  /** The largest page, whatever `_count` asks for. */
  readonly maxPageSize?: number;
}

/** A read-only FHIR R4 server under `/fhir`: reads by id and searches of one patient's chart. */
export async function createFhirServer(options: FhirServerOptions): Promise<Express> {
  const repositories = await chartRepositories(options.charts);
  const maxPageSize = options.maxPageSize ?? 100;
  const baseOf = (request: Request) => options.baseUrl ?? baseFromRequest(request);

  async function answerSearch(request: Request, response: Response, query: URLSearchParams) {
    const type = servedType(request);
    const base = baseOf(request);
    const search = readSearch(type, query, base, maxPageSize);
    send(response, 200, await searchCharts(search, repositories, base));
  }

  const fhir = express.Router({ caseSensitive: true });
  fhir.get('/metadata', (request, response) => {
    send(response, 200, capabilityStatement(baseOf(request)));
  });
  fhir.get('/:type', (request, response) => answerSearch(request, response, queryOf(request)));
  fhir.post(
    '/:type/_search',
    express.text({ type: 'application/x-www-form-urlencoded', limit: '64kb' }),
    (request, response) => {
      const query = queryOf(request);
      const form: unknown = request.body;
      if (typeof form !== 'string') throw new FhirRefusal(415, 'not-supported', 'not a form');
      for (const [name, value] of new URLSearchParams(form)) query.append(name, value);
      return answerSearch(request, response, query);
    },
  );
  fhir.get('/:type/:id', async (request, response) => {
    const type = servedType(request);
    const { id } = request.params;
    const repository = repositories.holding(`${type}/${id}`);
    if (!repository) throw new FhirRefusal(404, 'not-found', `${type} not found`);
    send(response, 200, await repository.readResource(type, id));
  });
  fhir.all('/{*path}', (request, response) => {
    if (request.method === 'GET')
      throw new FhirRefusal(404, 'not-supported', 'no such interaction');
    response.set('Allow', 'GET');
    throw new FhirRefusal(405, 'not-supported', 'only reads and searches are served');
  });

  const app = express();
  app.disable('x-powered-by').disable('etag');
  app.use('/fhir', fhir);
  app.use(() => {
    throw new FhirRefusal(404, 'not-found', 'the FHIR server answers under /fhir');
  });
  app.use(answerError);
  return app;
}

function servedType(request: Request): string {
  const asked = request.params['type'];
  const served = SERVED_TYPES.find((type) => type === asked);
  if (!served) throw new FhirRefusal(404, 'not-supported', 'this resource type is not served');
  return served;
}

/** The raw query, since Express would fold repeated parameters. */
const queryOf = (request: Request) => new URL(request.originalUrl, 'http://localhost').searchParams;

/** Links keep the host name by which the caller came, so that they have its origin; only loopback names are echoed. */
function baseFromRequest(request: Request): string {
  const host = request.headers.host ?? '';
  const known = /^(127\.0\.0\.1|localhost)(:\d{1,5})?$/.test(host);
  return `http://${known ? host : `127.0.0.1:${String(request.socket.localPort)}`}/fhir`;
}

function send(response: Response, status: number, resource: object): void {
  response.status(status).type('application/fhir+json').send(JSON.stringify(resource));
}

const answerError: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  if (response.headersSent) {
    next(error); // too late for an answer: Express ends the connection
  } else if (error instanceof FhirRefusal) {
    send(response, error.status, operationOutcome(error.code, error.message));
  } else if (isRefusedBody(error)) {
    send(response, error.status, operationOutcome('invalid', 'the request could not be read'));
  } else {
    send(response, 500, operationOutcome('exception', 'the demo FHIR server failed'));
  }
};

/** Express's own refusals (a form that is too large, a broken percent sign) carry a status. */
const isRefusedBody = (error: unknown): error is { status: number } =>
  error instanceof Error &&
  'status' in error &&
  typeof error.status === 'number' &&
  error.status >= 400 &&
  error.status < 500;
