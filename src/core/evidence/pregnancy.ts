import type { Span } from '../time/instant.js';
import type { Provenance } from './provenance.js';

/** A dated answer about pregnancy, or a positive pregnancy test (`clinical-liver-other` C8). */
export interface PregnancyResult {
  readonly from: 'status' | 'test';
  readonly pregnant: boolean;
  /** Not preliminary: only then may it clear an earlier one. */
  readonly final: boolean;
  readonly at: Span;
  readonly provenance: Provenance;
}
