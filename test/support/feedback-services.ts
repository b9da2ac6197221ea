import { createSecretKey, randomBytes } from 'node:crypto';
import type { AppParts } from '../../src/app.js';
import type { Moment } from '../../src/core/time/instant.js';
import type { FeedbackKeeping } from '../../src/feedback/feedback-parts.js';
import type { FeedbackEvent } from '../../src/observability/feedback-event.js';
import type { HookParts } from '../../src/hook/hook-parts.js';
import { createLog } from '../../src/observability/log.js';
import { loadKeys } from '../../src/keys/load-keys.js';
import type { DecisionRecord } from '../../src/record/decision-record.js';
import { linkedFeedback, type LinkedFeedback } from '../../src/record/linked-feedback.js';
import { type Mark, markWith } from '../../src/record/marks.js';
import { type Sealing, sealWith } from '../../src/record/seal.js';
import type { Store } from '../../src/store/store.js';
import { writeKeys } from './keys-file.js';
import { hookParts, theKnowledge } from './hook-parts.js';
import { startTestService, type TestService } from './running-service.js';

export const NOW = Date.parse('2026-11-24T18:45:00Z');
const PATH = '/cds-services/naltrexone-safety/feedback';

/** Instances that take feedback, on real sockets; they share keys, and whatever store they are given. */
export interface FeedbackServices {
  readonly mark: Mark;
  readonly sealing: Sealing;
  /** All lines that the instances have logged. */
  readonly logged: string[];
  /** Where another one begins to listen. `x-client` says who calls, for that is not what is tested here. */
  start(
    keeping: Pick<FeedbackKeeping, 'ofCards' | 'append' | 'count'>,
    hook?: Partial<HookParts>,
    app?: Partial<AppParts>,
  ): Promise<TestService>;
  close(): Promise<void>;
}

export function feedbackServices(): FeedbackServices {
  const mark = markWith(createSecretKey(randomBytes(32)));
  const sealing = sealWith(loadKeys(writeKeys()).snapshot);
  const logged: string[] = [];
  const log = createLog('debug', { write: (line) => void logged.push(line) });
  const started: TestService[] = [];
  return {
    mark,
    sealing,
    logged,
    async start(keeping, hook = {}, app = {}) {
      let events: FeedbackEvent[] = [];
      const service = await startTestService({
        observer: log,
        hook,
        app: {
          clock: () => NOW as Moment,
          authenticate: ({ headers }) =>
            Promise.resolve({ id: String(headers['x-client']), fhirBases: [] }),
          feedback: {
            ...keeping,
            mark,
            seal: sealing.seal,
            services: hookParts().services,
            reasons: theKnowledge().overrideReasons,
            report: (event) => {
              events.push(event);
              log.feedback(event);
            },
          },
          ...app,
        },
      });
      events = service.feedbackEvents;
      started.push(service);
      return service;
    },
    async close() {
      for (const service of started) await service.close();
    },
  };
}

/** What the services need of a store. */
export const keepingOf = ({ decisions, feedback }: Store) => ({
  ofCards: decisions.ofCards,
  append: feedback.append,
  count: feedback.count,
});

export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly code: string | undefined;
  readonly expression: readonly string[] | undefined;
  readonly retryAfter: string | null;
}

export async function sendFeedback(
  service: TestService,
  body: unknown,
  client = 'mercy',
  path = PATH,
): Promise<Answer> {
  const response = await fetch(service.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-client': client },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const text = await response.text();
  const issue = (
    JSON.parse(text) as {
      issue?: readonly {
        details: { coding: readonly { code: string }[] };
        expression?: readonly string[];
      }[];
    }
  ).issue?.[0];
  return {
    status: response.status,
    text,
    code: issue?.details.coding[0]?.code,
    expression: issue?.expression,
    retryAfter: response.headers.get('retry-after'),
  };
}

/** A recorded answer with one card, as far as feedback is tied to it. */
export function recordedCard(
  store: Store,
  about: { readonly client: string; readonly card: string; readonly at?: number },
  suggestions: DecisionRecord['cards'][number]['suggestions'] = [],
): Promise<void> {
  const { client, card, at = NOW - 60_000 } = about;
  const cards: DecisionRecord['cards'] = [
    { uuid: card, indicator: 'critical', rules: ['opioid-ongoing'], suggestions },
  ];
  return store.decisions.append([
    {
      writer: crypto.randomUUID(),
      sequence: 1,
      digest: 'd',
      previous: '',
      recordedAt: at,
      decision: `decision of ${card}`,
      client,
      patient: 'patient',
      cards: [card],
      record: JSON.stringify({ cards } satisfies Partial<DecisionRecord>),
      snapshot: undefined,
    },
  ]);
}

/** What a store holds about cards, as it is read. */
export const heardOf = async (
  { feedback, decisions }: Store,
  ...cards: readonly string[]
): Promise<readonly LinkedFeedback[]> => linkedFeedback(await feedback.ofCards(cards), decisions);
