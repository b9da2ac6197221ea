import type { Span } from '../time/instant.js';
import type { Provenance } from './provenance.js';

/** A dated answer to PHQ-9 item 9, thoughts of death or self-harm, above "not at all" (`clinical-liver-other` C10). */
export interface SelfHarmAnswer {
  readonly at: Span;
  readonly provenance: Provenance;
}
