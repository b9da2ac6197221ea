import type { FhirResource } from 'fhir/r4.js';
import { parseFhirBase } from '../../src/fhir/fhir-base.js';
import { createFhirAccess, type FhirAccess } from '../../src/fhir/fhir-access.js';
import { READ_LIMITS } from '../../src/fhir/read-limits.js';
import { answerHook } from '../../src/hook/answer-hook.js';
import type { CdsCard } from '../../src/hook/cds-response.js';
import type { HookParts } from '../../src/hook/hook-parts.js';
import { loadTimeZone } from '../../src/knowledge/load-time-zone.js';
import type { HookEvent } from '../../src/observability/hook-event.js';
import type { Moment } from '../../src/core/time/instant.js';
import { caseToFhir } from '../support/case-to-fhir.js';
import { answered, type Answered } from '../support/compare-answer.js';
import { hookParts } from '../support/hook-parts.js';

export const TOKEN = 'canary-token-4711';
export const CANARY = 'canary-text-0815';

const GOOD = ['oud', 'negative-panel', 'normal-liver', 'naloxone'];

/** Nothing speaks against naltrexone. */
export const clean = caseToFhir({ given: GOOD });
/** Opioids in two sources that do not depend on each other, so that no single fault can hide both. */
export const onOpioids = caseToFhir({
  given: GOOD,
  facts: [
    {
      type: 'MedicationDispense',
      code: 'oxycodone/acetaminophen tablet',
      whenHandedOver: '-2d',
      daysSupply: 5,
    },
    { type: 'Observation', code: 'buprenorphine test', effective: '-2d', value: 'Positive' },
  ],
});

/** Words of a chart that no rule reads and nobody may ever see. */
export const withCanaries = (resources: readonly FhirResource[]): readonly FhirResource[] =>
  resources.map(
    (resource) =>
      ({
        ...resource,
        text: { status: 'generated', div: `<div>${CANARY}</div>` },
        note: [{ text: CANARY }],
      }) as FhirResource,
  );

export interface Asking {
  readonly fhirServer?: string;
  readonly budgetMs?: number;
  readonly authorization?: object | null;
  readonly prefetch?: object;
  readonly signal?: AbortSignal;
  readonly parts?: Partial<HookParts>;
}

export interface Answer extends Answered {
  readonly cards: readonly CdsCard[];
  readonly unknown: readonly string[];
  readonly events: readonly HookEvent[];
  /** Everything that leaves: the response and the log. */
  readonly seen: string;
}

/** Charts are small here: what is large can be small too. */
export const createSmallFhirAccess = (options: object = {}): FhirAccess =>
  createFhirAccess({
    limits: { ...READ_LIMITS, bytesPerAnswer: 200_000, pagesPerSearch: 6 },
    ...options,
  });

/** Signs the order of a case whose chart is read from a server. */
export async function sign(
  fhir: FhirAccess,
  sent: ReturnType<typeof caseToFhir>,
  { fhirServer, budgetMs = 3000, authorization, prefetch = {}, signal, parts }: Asking,
): Promise<Answer> {
  const base = fhirServer === undefined ? undefined : parseFhirBase(fhirServer);
  const events: HookEvent[] = [];
  const usual = { access_token: TOKEN, token_type: 'Bearer', scope: 'patient/*.rs' };
  const body = {
    hook: sent.hook,
    hookInstance: 'd1577c69-dfbe-44ad-ba6d-3e05e953b2ea',
    context: sent.context,
    prefetch,
    ...(fhirServer === undefined ? {} : { fhirServer }),
    ...(authorization === null ? {} : { fhirAuthorization: authorization ?? usual }),
  };
  const { cards } = await answerHook(
    {
      service: 'naltrexone-safety',
      client: { id: 'faults', fhirBases: base === undefined ? [] : [base] },
      body,
      digest: 'faults',
      site: {
        file: { timeZone: sent.timeZone },
        zone: loadTimeZone(sent.timeZone),
        origin: '{}',
        hash: 'faults',
      },
      now: Date.parse(sent.now) as Moment,
      ...(signal === undefined ? {} : { signal }),
    },
    { ...hookParts(), fhir, budgetMs, report: (event) => void events.push(event), ...parts },
  );
  return {
    ...answered(cards),
    cards,
    unknown: [
      ...new Set(cards.flatMap((card) => card.extension?.['org.naltrexone-cds'].unknown ?? [])),
    ],
    events,
    seen: JSON.stringify([cards, events]),
  };
}

/** The sources that data-source-unreadable speaks of. */
export const SAFETY_TYPES = [
  'Observation',
  'MedicationStatement',
  'MedicationRequest',
  'MedicationDispense',
  'MedicationAdministration',
  'Condition',
  'AllergyIntolerance',
  'Procedure',
] as const;

/** From the mildest answer to the gravest. */
export const LEVELS = ['none', 'info', 'warning', 'critical'];
