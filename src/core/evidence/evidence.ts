import type { SliceName } from '../chart.js';
import type { Diagnosis } from './diagnosis.js';
import type {
  BuprenorphineDepot,
  Exposure,
  NaltrexoneDose,
  NaltrexoneListing,
  OtherMedication,
} from './exposure.js';
import type { LiverEvidence } from './liver-result.js';
import type { NaloxoneChallenge, ToxicologyEvidence, WithdrawalScore } from './toxicology.js';

/** The clinical facts of a chart, as one order's rules see them. */
export interface Evidence {
  readonly sex: 'female' | 'male' | 'unknown';
  readonly exposures: readonly Exposure[];
  readonly buprenorphineDepots: readonly BuprenorphineDepot[];
  readonly naltrexoneDoses: readonly NaltrexoneDose[];
  readonly naltrexoneListings: readonly NaltrexoneListing[];
  readonly otherMedications: readonly OtherMedication[];
  readonly toxicology: ToxicologyEvidence;
  readonly withdrawalScores: readonly WithdrawalScore[];
  readonly naloxoneChallenges: readonly NaloxoneChallenge[];
  readonly diagnoses: readonly Diagnosis[];
  readonly liver: LiverEvidence;
  /** Class of the encounter of this call, for example EMER, IMP, ACUTE. */
  readonly encounterClass: string | undefined;
  /** Slices that failed, by completeness of the chart; rules never look at the chart itself. */
  readonly failed: ReadonlySet<SliceName>;
  readonly incomplete: ReadonlySet<SliceName>;
}
