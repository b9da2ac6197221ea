import type { Provenance } from '../evidence/provenance.js';
import type { WordValue } from '../rules/rule.js';
import type { Day } from '../time/instant.js';

/**
 * What is known of one requirement of payers or of good documentation. `unknown` = nothing was found and not everything was
 * read, or the chart does not hold such facts: no data is never "absent".
 */
export type RequirementState = 'met' | 'not-met' | 'unknown' | 'conflicting' | 'not-applicable';

/** One requirement with all that speaks for or against it; its words stand in `cards/` under the same id. */
export interface Requirement {
  readonly id: string;
  readonly state: RequirementState;
  /** The rows that decide it, newest first; empty when none was found. */
  readonly evidence: readonly Provenance[];
  /** For the words of its state. */
  readonly values: Readonly<Record<string, WordValue>>;
  /** The last day on which this evidence still counts; undefined = it does not age. */
  readonly validUntil: Day | undefined;
}
