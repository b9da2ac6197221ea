import type { Span } from '../time/instant.js';
import type { Measurement } from './toxicology/read-measurement.js';
import type { Provenance } from './provenance.js';

/** What a final result or answer tells about drinking (`clinical-liver-other` D2). */
export interface AlcoholSign {
  /** Alcohol itself in breath, blood or urine; EtG or EtS; the day of the last drink; phosphatidylethanol (PEth). */
  readonly kind: 'alcohol' | 'metabolite' | 'last-drink' | 'phosphatidylethanol';
  /** Our own display of the test. */
  readonly name: string;
  /** The last possible collection or drink; clipped at now. */
  readonly at: Span;
  /** As reported; of PEth in ng/mL. Undefined for a result in words. */
  readonly measured: Measurement | undefined;
  readonly provenance: Provenance;
}

/** A total of the Clinical Institute Withdrawal Assessment for Alcohol (CIWA-Ar), 0-67. */
export interface AlcoholWithdrawalScore {
  readonly score: number;
  readonly at: Span;
  readonly provenance: Provenance;
}

export interface AlcoholEvidence {
  readonly signs: readonly AlcoholSign[];
  readonly withdrawalScores: readonly AlcoholWithdrawalScore[];
}
