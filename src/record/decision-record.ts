import type { Call } from '../core/call.js';
import type { ChartResourceType, SliceFault, SliceName } from '../core/chart.js';
import type { Finding, Indicator } from '../core/rules/finding.js';

/**
 * What was answered to one hook call, as it is kept: rules, codes, counts, marks and digests. Nothing in it is a patient's own
 * data or text from a request; what is needed to answer again lies sealed beside it.
 */
export interface DecisionRecord {
  readonly schema: 1;
  readonly decision: string;
  /** Instant of the answer, epoch milliseconds: the `now` with which it was decided. */
  readonly at: number;
  readonly build: { readonly version: string; readonly commit?: string };
  /** Hash of `cards/`. */
  readonly knowledge: string;
  /** SHA-256 over the site policy as it held for this client, first 12 hex digits. */
  readonly site: string;
  readonly client: string;
  readonly service: string;
  readonly hook: Call['hook'];
  /** As sent when it is a UUID, else its keyed mark. */
  readonly hookInstance: string;
  readonly question: Call['question'];
  /** Who signs: the type of the resource, and its keyed mark. */
  readonly user?: { readonly type: string; readonly mark: string };
  /** Keyed mark. */
  readonly encounter?: string;
  /** The drafts that were answered, in their order; only codes that our terminology knows. */
  readonly orders: readonly {
    readonly type: 'MedicationRequest' | 'ServiceRequest';
    readonly codes: readonly { readonly system: string; readonly code: string }[];
  }[];
  readonly answer: 'cards' | 'silent' | 'not-checked' | 'unreadable';
  /** False where the client is in silent mode. */
  readonly shown: boolean;
  /** The arm of each experiment in which the call stood. */
  readonly arms?: readonly { readonly experiment: string; readonly arm: string }[];
  readonly cards: readonly RecordedCard[];
  /** Findings in shadow too, which stand on no card. */
  readonly findings: readonly (Pick<
    Finding,
    'rule' | 'version' | 'question' | 'outcome' | 'state' | 'indicator' | 'shadow'
  > & {
    /** `evidenceKey` of the finding as a keyed mark: by it an answer given before is known again. */
    readonly key: string;
  })[];
  /** Every chart input: where it came from and how much of it was seen. */
  readonly slices: readonly {
    readonly slice: SliceName;
    readonly resourceType: ChartResourceType;
    readonly state: 'complete' | 'partial' | 'failed' | 'not-asked';
    readonly reason?: SliceFault['reason'];
    readonly source: 'prefetch' | 'server' | 'both' | 'none';
    readonly rows: number;
  }[];
  readonly foreignRows: number;
  /** Drafted or charted texts that look like naltrexone or an opioid and matched no code: how many. */
  readonly unreadTexts: number;
  /** SHA-256 of the request as it came, and of the response as it left. */
  readonly input: string;
  readonly output: string;
  /** Milliseconds: in all, reading the chart, deciding. */
  readonly latency: { readonly total: number; readonly gather: number; readonly decide: number };
}

export interface RecordedCard {
  readonly uuid: string;
  readonly kind: 'safety' | 'missing' | 'checked' | 'readiness';
  readonly indicator: Indicator;
  readonly rules: readonly {
    readonly id: string;
    readonly version: string;
    readonly state: Finding['state'];
    readonly indicator: Indicator;
  }[];
  /** Our ids of what was offered, by the uuid under which it was sent. */
  readonly suggestions: readonly { readonly uuid: string; readonly id: string }[];
  /** Codes of the reasons that were offered. */
  readonly overrideReasons: readonly string[];
}
