import type { Call } from '../core/call.js';
import type { SliceFault, SliceName } from '../core/chart.js';
import type { Finding, Indicator } from '../core/rules/finding.js';

/** Where a chart input came from; `nowhere` = neither was it sent nor was anybody asked. */
export type SliceOrigin = 'prefetch' | 'server' | 'both' | 'nowhere';

/**
 * What was answered to one hook call, as it is kept: rules, codes, counts, marks and digests. Nothing in it is a patient's own data
 * or text from a request.
 */
export interface DecisionRecord {
  readonly schema: 1;
  readonly decision: string;
  /** The instant with which it was decided, epoch milliseconds. */
  readonly at: number;
  readonly build: { readonly version: string; readonly commit?: string };
  /** Hash of `cards/`. */
  readonly knowledge: string;
  /** Hash of the site policy that held: its file, time zone and local codes. */
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
  /** The drafts that were answered: the ingredients that our terminology knows in them. */
  readonly orders: readonly { readonly ingredients: readonly string[] }[];
  /** The experiments that the call stood in, and on which side; left out = in none. */
  readonly arms?: readonly { readonly experiment: string; readonly arm: string }[];
  readonly answer: 'cards' | 'silent' | 'not-checked' | 'unreadable';
  /** False where the client is in silent mode. */
  readonly shown: boolean;
  readonly cards: readonly {
    readonly uuid: string;
    readonly indicator: Indicator;
    readonly rules: readonly string[];
    /** Suggestions by the uuid under which they went out, with our own name of each. */
    readonly suggestions: readonly { readonly uuid: string; readonly id: string }[];
  }[];
  /** Those in shadow too, which stand on no card. */
  readonly findings: readonly Pick<
    Finding,
    'rule' | 'version' | 'outcome' | 'state' | 'indicator' | 'shadow'
  >[];
  /** Every chart input and how much of it was seen; empty when it was not gathered. */
  readonly slices: readonly {
    readonly slice: SliceName;
    readonly state: 'complete' | 'partial' | 'failed' | 'not-asked';
    readonly reason?: SliceFault['reason'];
    readonly from: SliceOrigin;
    readonly rows: number;
  }[];
  readonly foreignRows: number;
  /** How many texts looked like naltrexone or an opioid and matched no code or word of the knowledge; left out = none. */
  readonly unreadTexts?: number;
  /** SHA-256 of the request as it came, and of the response as it leaves. */
  readonly input: string;
  readonly output: string;
  /**
   * What was found below critical, sealed, in base64: where the site wants a repeated finding to take one line, the next answer must know
   * it again.
   */
  readonly repeatable?: string;
  /** SHA-256 of the sealed snapshot; left out = none was kept. */
  readonly snapshot?: string;
  /** Milliseconds: reading the chart, deciding. */
  readonly latency: { readonly gather: number; readonly decide: number };
}
