import type { CdsCard } from '../../src/hook/cds-response.js';
import { parseFhirBase } from '../../src/fhir/fhir-base.js';
import type { ClientShare } from '../../src/http/client-share.js';
import { startTestService } from '../support/running-service.js';
import { clean } from './fault-chart.js';
import { type FaultServer, startFaultServer } from './fault-server.js';

export interface Ehr {
  /** Signs an order for a clean patient whose chart is on the FHIR server of this EHR. */
  sign(): Promise<{
    readonly status: number;
    readonly retryAfter: string | null;
    readonly indicators: readonly string[];
    readonly milliseconds: number;
  }>;
  /** Requests that its FHIR server has received. */
  waiting(): number;
}

export interface TwoEhrs {
  /** Its FHIR server never answers. */
  readonly slow: Ehr;
  readonly fast: Ehr;
  close(): Promise<void>;
}

/** One service and two clients of it on real sockets; `x-client` says who calls, for that is not what is tested here. */
export async function startTwoEhrs(options: {
  readonly budgetMs: number;
  readonly clientShare?: ClientShare;
}): Promise<TwoEhrs> {
  const [hanging, answering] = await Promise.all([
    startFaultServer(clean.resources, { '*': () => undefined }),
    startFaultServer(clean.resources),
  ]);
  const servers = new Map([
    ['slow', hanging],
    ['fast', answering],
  ]);
  const { budgetMs, clientShare } = options;
  const service = await startTestService({
    app: {
      clock: () => Date.parse(clean.now) as never,
      authenticate: ({ headers }) => {
        const id = String(headers['x-client']);
        const base = parseFhirBase(servers.get(id)!.base)!;
        return Promise.resolve({ id, fhirBases: [base], budgetMs });
      },
      ...(clientShare === undefined ? {} : { clientShare }),
    },
  });

  function ehr(id: string, server: FaultServer): Ehr {
    const { hook, context } = clean;
    const body = JSON.stringify({ hook, context, fhirServer: server.base });
    return {
      async sign() {
        const started = performance.now();
        const response = await fetch(`${service.url}/cds-services/naltrexone-safety`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'x-client': id },
          body,
        });
        const { cards = [] } = (await response.json()) as { cards?: readonly CdsCard[] };
        return {
          status: response.status,
          retryAfter: response.headers.get('retry-after'),
          indicators: cards.map(({ indicator }) => indicator),
          milliseconds: performance.now() - started,
        };
      },
      waiting: () => server.asked.length,
    };
  }
  return {
    slow: ehr('slow', hanging),
    fast: ehr('fast', answering),
    async close() {
      await service.close();
      await Promise.all([hanging.close(), answering.close()]);
    },
  };
}
