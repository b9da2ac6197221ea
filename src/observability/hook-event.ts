import type { Call } from '../core/call.js';

/** What the log may know of one hook call: enumerated words, rule ids and counts; no text from the request. */
export interface HookEvent {
  readonly service: string;
  readonly client: string;
  readonly hook: Call['hook'];
  readonly answer: 'cards' | 'silent' | 'other-orders' | 'unresolvable' | 'not-checked';
  readonly question?: Call['question'];
  readonly rules?: readonly string[];
  /** `slice: reason` of every chart input that was not wholly known. */
  readonly gaps?: readonly string[];
  readonly foreignRows?: number;
  /** The bug behind `not-checked`. */
  readonly failure?: unknown;
}
