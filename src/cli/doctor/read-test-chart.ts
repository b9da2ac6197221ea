import type { Chart } from '../../core/chart.js';
import type { Decision } from '../../core/decision.js';
import type { Moment } from '../../core/time/instant.js';
import type { ChartSource } from '../../fhir/chart-source.js';
import type { FhirAccess } from '../../fhir/fhir-access.js';
import type { BundlePage } from '../../fhir/read-bundle.js';
import { answerHook } from '../../hook/answer-hook.js';
import type { CdsClient } from '../../hook/cds-client.js';
import type { HookParts } from '../../hook/hook-parts.js';
import type { SitePolicy } from '../../core/pack/knowledge.js';

export interface TestPatient {
  readonly service: string;
  readonly client: CdsClient & { readonly site: SitePolicy };
  readonly patientId: string;
  readonly fhirServer: string;
  readonly token: string | undefined;
  readonly scope: string | undefined;
  readonly now: Moment;
}

/** One search or read as it was made on the way to an answer. */
export interface ObservedRead {
  /** Search text or path, filled. */
  readonly query: string;
  readonly pages: readonly BundlePage[];
  readonly milliseconds: number;
}

export interface TestChart {
  /** Undefined when the service itself failed. */
  readonly seen: { readonly chart: Chart; readonly decision: Decision } | undefined;
  readonly reads: readonly ObservedRead[];
  readonly milliseconds: number;
}

/**
 * Signs an order of naltrexone for the test patient through the very function that answers hook calls, and watches what it
 * reads. Nothing of the order leaves this process.
 */
export async function readTestChart(
  patient: TestPatient,
  parts: HookParts,
  fhir: FhirAccess,
): Promise<TestChart> {
  const { service, client, now } = patient;
  const reads: ObservedRead[] = [];
  let seen: TestChart['seen'];
  const started = performance.now();
  await answerHook(
    {
      service,
      // What the client's entry lets be shown has no bearing on what can be read.
      client: { ...client, services: undefined, mode: 'live', whenUnreadable: 'card' },
      body: orderFor(patient, parts.knowledge.drug.name),
      digest: '',
      site: client.site,
      now,
    },
    {
      ...parts,
      fhir: watched(fhir, reads),
      decide(...given) {
        const decision = parts.decide(...given);
        seen = { chart: given[1], decision };
        return decision;
      },
    },
  );
  return { seen, reads, milliseconds: performance.now() - started };
}

const orderFor = ({ patientId, fhirServer, token, scope }: TestPatient, drug: string): object => ({
  hook: 'order-sign',
  hookInstance: 'doctor',
  fhirServer,
  fhirAuthorization: { access_token: token, scope },
  context: {
    patientId,
    draftOrders: {
      resourceType: 'Bundle',
      type: 'collection',
      entry: [
        {
          resource: {
            resourceType: 'MedicationRequest',
            status: 'draft',
            intent: 'order',
            medicationCodeableConcept: { text: drug },
            subject: { reference: `Patient/${patientId}` },
          },
        },
      ],
    },
  },
});

const watched = (fhir: FhirAccess, reads: ObservedRead[]): FhirAccess => ({
  ...fhir,
  open(address) {
    const source = fhir.open(address);
    return source && watchedSource(source, reads);
  },
});

function watchedSource(source: ChartSource, reads: ObservedRead[]): ChartSource {
  return {
    root: source.root,
    localPath: (reference) => source.localPath(reference),
    async search(query, resourceType, category) {
      const started = performance.now();
      const pages = await source.search(query, resourceType, category);
      reads.push({ query, pages, milliseconds: performance.now() - started });
      return pages;
    },
    async read(path) {
      const started = performance.now();
      const answer = await source.read(path);
      const milliseconds = performance.now() - started;
      reads.push({
        query: path,
        pages: [pageOf(answer.ok ? undefined : answer.fault)],
        milliseconds,
      });
      return answer;
    },
  };
}

const pageOf = (fault: BundlePage['fault']): BundlePage => ({
  rows: [],
  medications: [],
  fault,
  next: undefined,
  total: undefined,
});
