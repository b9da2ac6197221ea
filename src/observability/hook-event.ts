import type { Call } from '../core/call.js';
import type { SliceFault, SliceName } from '../core/chart.js';
import type { Indicator } from '../core/rules/finding.js';
import type { UnreadKind } from '../core/unread/unread-text.js';

/** What may be known of one hook call outside it: enumerated words, rule ids and counts; no text from the request. */
export interface HookEvent {
  /** Our id of the HTTP exchange; a call from the command line has none. */
  readonly requestId?: string;
  /** Of the distributed trace in which the call stands, 32 hexadecimal digits. */
  readonly traceId?: string;
  readonly service: string;
  readonly client: string;
  readonly hook: Call['hook'];
  /** `unreadable`: the 412 of a client that asks for it. */
  readonly answer:
    'cards' | 'silent' | 'other-orders' | 'unresolvable' | 'not-checked' | 'unreadable';
  /** False where the client is in silent mode: the answer was computed and not shown. */
  readonly shown?: boolean;
  readonly question?: Call['question'];
  readonly rules?: readonly string[];
  /** The rules that each card of the answer lists. */
  readonly cards?: readonly {
    readonly indicator: Indicator;
    readonly rules: readonly string[];
  }[];
  /** Every chart input that was not wholly known. */
  readonly gaps?: readonly `${SliceName}: ${SliceFault['reason']}`[];
  readonly foreignRows?: number;
  /** Drafts that did not say whose they are. */
  readonly unassigned?: number;
  /** Texts that look like naltrexone or an opioid and that nothing knows, by kind. */
  readonly unread?: Readonly<Partial<Record<UnreadKind, number>>>;
  /** The bug behind `not-checked`. */
  readonly failure?: unknown;
}
