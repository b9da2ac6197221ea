import { authenticate } from '../../src/hook/authenticate.js';
import { openClients } from '../../src/clients/open-clients.js';
import type { Moment } from '../../src/core/time/instant.js';
import type { DiscoveryDocument } from '../../src/discovery.js';
import type { CdsCard } from '../../src/hook/cds-response.js';
import { loadSitePolicy } from '../../src/knowledge/load-site-policy.js';
import { createLog } from '../../src/observability/log.js';
import type { FhirCase } from './case-to-fhir.js';
import { entry, writeClients } from './clients-file.js';
import { type AskedFhir, startGuardedFhirServer } from './guarded-fhir-server.js';
import { theKnowledge } from './hook-parts.js';
import { publishes, startKeyServer } from './key-server.js';
import { prefetchFromTemplates } from './prefetch-from-templates.js';
import type { Way } from './run-case.js';
import { startTestService } from './running-service.js';
import { newKey, token } from './signed-token.js';
import { randomFrom } from './vary-case.js';

export const WAYS: readonly Way[] = ['prefetch', 'fhir', 'mixed'];

/** The access token of the hook calls: it may stand on requests to the FHIR server and nowhere else. */
export const ACCESS_TOKEN = 'canary-access-token-4711';

export interface SignedAnswer {
  readonly status: number;
  readonly cards: readonly CdsCard[];
  /** What the call asked of the FHIR server. */
  readonly asked: readonly AskedFhir[];
}

/** An EHR that signs its calls, its key server, its FHIR server, and the service between them, each on a real socket. */
export interface SignedCounterparts {
  /** Puts a chart on the FHIR server and gives the calls about it, one to each service of the case, in the three ways that charts come. */
  hold(sent: FhirCase): Promise<(way: Way, seed: number) => Promise<SignedAnswer>>;
  /** A call about a chart whose FHIR authorization is another one, or none. */
  callWith(sent: FhirCase, fhirAuthorization: object | undefined): Promise<SignedAnswer>;
  /** All that the service said elsewhere: its log, its answers, and what it asked of the key server. */
  said(): string;
  close(): Promise<void>;
}

const pathOf = (service: string) => `/cds-services/${service}`;
const audienceOf = (service: string) => `https://cds.example.org${pathOf(service)}`;
const AUTHORIZATION = {
  access_token: ACCESS_TOKEN,
  token_type: 'Bearer',
  expires_in: 300,
  scope: 'patient/*.rs',
  subject: 'naltrexone-cds',
};

/** @param timeZones of the cases: each is a client of its own in the clients file */
export async function startSignedCounterparts(
  timeZones: readonly string[],
  where: 'in this process' | 'in a process of its own' = 'in this process',
): Promise<SignedCounterparts> {
  theKnowledge(); // what is wrong in it stops the test before a socket is open
  const said: string[] = [];
  const key = newKey('ehr-1', 'ES384');
  const [keyServer, fhir] = await Promise.all([
    startKeyServer(),
    startGuardedFhirServer(ACCESS_TOKEN),
  ]);
  keyServer.answer = (request, response) => {
    said.push(JSON.stringify([request.url, request.headers]));
    publishes([key.jwk])(request, response);
  };
  const issuerOf = (timeZone: string) => `https://ehr-${timeZones.indexOf(timeZone)}.example.org/`;
  const { path } = writeClients({
    clients: timeZones.map((timeZone, index) =>
      entry({
        id: `ehr-${index}`,
        issuer: issuerOf(timeZone),
        jwksUrl: keyServer.url,
        audiences: ['naltrexone-safety', 'naltrexone-readiness'].map(audienceOf),
        fhirBases: [fhir.root],
        timeZone,
      }),
    ),
  });
  const clock: SharedClock = { now: 0 as Moment };
  const service =
    where === 'in this process'
      ? await startHere(path, clock, said)
      : await startProcess(path, clock, said);
  const discovery = await (await fetch(`${service.url}/cds-services`)).json();
  const { services } = discovery as DiscoveryDocument;
  const templatesOf = (service: string) => services.find(({ id }) => id === service)!.prefetch!;

  let calls = 0;
  function signed(timeZone: string, service: string): string {
    const seconds = Math.floor(clock.now / 1000);
    const claims = {
      iss: issuerOf(timeZone),
      aud: audienceOf(service),
      jti: `call-${(calls += 1)}`,
    };
    return token({ key, claims: { ...claims, iat: seconds - 5, exp: seconds + 300 } });
  }

  async function post(sent: FhirCase, body: object, asked: string): Promise<SignedAnswer> {
    service.setClock(Date.parse(sent.now) as Moment);
    const before = fhir.asked.length;
    const response = await fetch(service.url + pathOf(asked), {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${signed(sent.timeZone, asked)}`,
      },
      body: JSON.stringify({
        hook: sent.hook,
        hookInstance: 'd1577c69-dfbe-44ad-ba6d-3e05e953b2ea',
        context: sent.context,
        ...body,
      }),
    });
    const text = await response.text();
    said.push(text, JSON.stringify([...response.headers]));
    const { cards = [] } = JSON.parse(text) as { cards?: readonly CdsCard[] };
    return { status: response.status, cards, asked: fhir.asked.slice(before) };
  }

  return {
    async hold(sent) {
      const fhirServer = await fhir.hold(String(sent.context['patientId']), sent.resources);
      return async (way, seed) => {
        const answers: SignedAnswer[] = [];
        for (const asked of sent.services) {
          const prefetch = partOf(prefetchFromTemplates(templatesOf(asked), sent), way, seed);
          const body = { prefetch, fhirServer, fhirAuthorization: AUTHORIZATION };
          answers.push(await post(sent, body, asked));
        }
        return {
          status: Math.max(...answers.map(({ status }) => status)),
          cards: answers.flatMap(({ cards }) => cards),
          asked: answers.flatMap((answer) => answer.asked),
        };
      };
    },
    async callWith(sent, fhirAuthorization) {
      const fhirServer = await fhir.hold(String(sent.context['patientId']), sent.resources);
      return post(sent, { prefetch: {}, fhirServer, fhirAuthorization }, sent.services[0]!);
    },
    said: () => said.join('\n'),
    async close() {
      await service.close();
      await Promise.all([keyServer.close(), fhir.close()]);
    },
  };
}

interface SharedClock {
  now: Moment;
}

interface SignedService {
  readonly url: string;
  /** As far as the service can be told what time it is. */
  setClock(now: Moment): void;
  close(): Promise<void>;
}

async function startHere(path: string, clock: SharedClock, said: string[]): Promise<SignedService> {
  const clients = openClients({
    path,
    site: (content, timeZone) => loadSitePolicy(content ?? {}, theKnowledge(), timeZone),
    report: () => {},
    clock: () => clock.now,
    monotonic: () => performance.now(),
  });
  const service = await startTestService({
    observer: createLog('debug', { write: (line) => void said.push(line) }),
    app: {
      authenticate: (request) => authenticate(request, clients.verify),
      clock: () => clock.now,
    },
  });
  return {
    url: service.url,
    setClock: (now) => void (clock.now = now),
    close: async () => {
      await Promise.all([service.close(), clients.close()]);
    },
  };
}

/** The built program, which lives by the clock on the wall. */
async function startProcess(
  path: string,
  clock: SharedClock,
  said: string[],
): Promise<SignedService> {
  const { startProgram } = await import('./start-program.js'); // wants dist/
  const program = startProgram(['serve'], {
    NALTREXONE_CDS_CLIENTS: path,
    NALTREXONE_CDS_PORT: '0',
    NALTREXONE_CDS_LOG_LEVEL: 'debug',
  });
  for (const stream of [program.child.stdout, program.child.stderr]) {
    stream?.on('data', (chunk: Buffer) => void said.push(chunk.toString()));
  }
  const url = await program.says(/Listening on (\S+)/);
  return {
    url,
    setClock: () => void (clock.now = Date.now() as Moment),
    close: async () => {
      program.child.kill('SIGTERM');
      await program.exit;
    },
  };
}

/** All keys, none, or half of them. */
function partOf(
  prefetch: Readonly<Record<string, unknown>>,
  way: Way,
  seed: number,
): Readonly<Record<string, unknown>> {
  if (way === 'prefetch') return prefetch;
  if (way === 'fhir') return {};
  const random = randomFrom(seed);
  const entries = Object.entries(prefetch).map((one) => ({ one, place: random() }));
  const shuffled = entries.sort((a, b) => a.place - b.place).map(({ one }) => one);
  return Object.fromEntries(shuffled.slice(0, Math.floor(shuffled.length / 2)));
}
