import type { ConditionCode, ConditionGroup } from '../pack/terminology.js';
import type { Span } from '../time/instant.js';
import type { Provenance } from './provenance.js';

/** One Condition that belongs to a group of `cards/terminology` (`clinical-opioid.md` 5.3, `clinical-liver-other.md` 0.6). */
export interface Diagnosis {
  readonly group: ConditionGroup;
  /** Further groups that the same code means: cirrhosis with ascites is decompensation and cirrhosis too. */
  readonly also: readonly ConditionGroup[];
  readonly system: ConditionCode['system'];
  readonly code: string;
  readonly display: string;
  /** clinicalStatus active, recurrence, relapse or absent. Refuted and entered-in-error conditions are never evidence. */
  readonly active: boolean;
  /** clinicalStatus remission; groups that are remission by code stand in `group`. */
  readonly remission: boolean;
  /** False = unconfirmed, provisional or differential: safety rules heed it, papers do not rest on it. */
  readonly confirmed: boolean;
  /** onset ?? recordedDate. */
  readonly at: Span | undefined;
  readonly onset: Span | undefined;
  readonly provenance: Provenance;
}

/** Does the condition mean one of these groups, by any of its codes? */
export const isOneOf = (
  { group, also }: Pick<Diagnosis, 'group' | 'also'>,
  groups: ReadonlySet<ConditionGroup>,
): boolean => groups.has(group) || also.some((other) => groups.has(other));
