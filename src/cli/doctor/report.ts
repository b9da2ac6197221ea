import type { SliceName } from '../../core/chart.js';

/** One thing that was looked at, without patient data. */
export interface Check {
  readonly subject: string;
  readonly found: string;
  /** What a person has to do; undefined when nothing is wrong. */
  readonly remedy?: string | undefined;
}

/** What the given scopes say of one resource type; undefined = the service does not ask in this way. */
export interface ScopeRow {
  readonly resourceType: string;
  readonly search: ScopeGrant | undefined;
  readonly read: ScopeGrant | undefined;
}

/** `v1` and `v2` are the versions of SMART scopes that grant it. */
export interface ScopeGrant {
  readonly grant: 'granted' | 'restricted' | 'missing';
  readonly version?: 'v1' | 'v2' | undefined;
}

/** What became of one search, or of the read of the patient. */
export interface SearchRow {
  readonly slice: SliceName;
  readonly resourceType: string;
  /** HTTP status; undefined when there was no answer, or when nothing was asked. */
  readonly status: number | undefined;
  readonly rows: number;
  readonly pages: number;
  readonly milliseconds: number | undefined;
  readonly completeness: 'complete' | 'partial' | 'failed' | 'not-asked';
  readonly why?: string | undefined;
  readonly remedy?: string | undefined;
  /** The clinical questions that rest on it; empty when all of it is known. */
  readonly lost: readonly string[];
}

/** How far our tables know the codings of one resource type: rows, counted. */
export interface CodingRow {
  readonly resourceType: string;
  readonly rows: number;
  readonly byCode: number;
  /** Known by its words alone. */
  readonly byWords: number;
  readonly notKnown: number;
  /** Of those not known: rows without a coding of a code system that we read. */
  readonly localOnly: number;
  /** Codings by code system, most frequent first. */
  readonly systems: Readonly<Record<string, number>>;
}

/** What would come of an order of naltrexone for the test patient. */
export interface Verdict {
  readonly answer: 'honest' | 'data-source-unreadable' | 'not-checked';
  readonly because: string;
}

export interface DoctorReport {
  readonly client: string;
  readonly registry: readonly Check[];
  /** Empty without `--service-url`. */
  readonly service: readonly Check[];
  readonly server: readonly Check[];
  /** Empty when no scopes were given. */
  readonly scopes: readonly ScopeRow[];
  readonly searches: readonly SearchRow[];
  readonly codings: readonly CodingRow[];
  /** What is to be done, in words; each stands for something above. */
  readonly toDo: readonly string[];
  /** What nobody but the site can tell. */
  readonly toKnow: readonly string[];
  readonly verdict: Verdict;
}
