import type { Span } from '../time/instant.js';
import type { Provenance } from './provenance.js';

/** What naltrexone products hold, and naloxone as their relative. */
export type Allergen = 'naltrexone' | 'polymer' | 'carmellose' | 'naloxone';

/** An allergy or intolerance on record that bears on naltrexone (`clinical-liver-other` C1). */
export interface Allergy {
  readonly allergen: Allergen;
  /** `severe-intolerance` = called an intolerance, but of high criticality or with anaphylaxis. */
  readonly degree: 'allergy' | 'intolerance' | 'severe-intolerance';
  readonly recorded: Span | undefined;
  readonly provenance: Provenance;
}
