import type { Acknowledgement } from '../acknowledge/acknowledgement.js';
import type { SliceName } from '../chart.js';
import type { AgeInYears } from './age-in-years.js';
import type { Allergy } from './allergy.js';
import type { AlcoholEvidence } from './alcohol-use.js';
import type { BillingEvidence } from './billing/billing-evidence.js';
import type { Diagnosis } from './diagnosis.js';
import type {
  ActiveNaltrexone,
  BuprenorphineDepot,
  Exposure,
  NaltrexoneDose,
  NaltrexoneListing,
  OtherMedication,
} from './exposure.js';
import type { CoverageEvidence } from './coverage/coverage-evidence.js';
import type { LiverEvidence } from './liver-result.js';
import type { PapersEvidence } from './papers/papers-evidence.js';
import type { BodyWeight } from './read-body-weights.js';
import type { ContextMedication } from './read-context-medications.js';
import type { PlannedOperation } from './read-planned-operations.js';
import type { RescueSupply } from './read-rescue-supplies.js';
import type { PregnancyResult } from './pregnancy.js';
import type { SelfHarmAnswer } from './self-harm-answer.js';
import type { NaloxoneChallenge, ToxicologyEvidence, WithdrawalScore } from './toxicology.js';

/** The clinical facts of a chart, as one order's rules see them. */
export interface Evidence {
  readonly sex: 'female' | 'male' | 'unknown';
  /** On the planned day. */
  readonly age: AgeInYears | undefined;
  readonly exposures: readonly Exposure[];
  readonly buprenorphineDepots: readonly BuprenorphineDepot[];
  readonly naltrexoneDoses: readonly NaltrexoneDose[];
  readonly naltrexoneListings: readonly NaltrexoneListing[];
  readonly activeNaltrexone: readonly ActiveNaltrexone[];
  readonly otherMedications: readonly OtherMedication[];
  readonly contextMedications: readonly ContextMedication[];
  readonly rescueSupplies: readonly RescueSupply[];
  readonly alcohol: AlcoholEvidence;
  readonly bodyWeights: readonly BodyWeight[];
  readonly plannedOperations: readonly PlannedOperation[];
  readonly toxicology: ToxicologyEvidence;
  readonly withdrawalScores: readonly WithdrawalScore[];
  readonly naloxoneChallenges: readonly NaloxoneChallenge[];
  readonly diagnoses: readonly Diagnosis[];
  readonly allergies: readonly Allergy[];
  readonly pregnancy: readonly PregnancyResult[];
  readonly selfHarmAnswers: readonly SelfHarmAnswer[];
  readonly liver: LiverEvidence;
  /** What clinicians have recorded about findings by way of our suggestions. */
  readonly recordedAnswers: readonly Acknowledgement[];
  readonly coverage: CoverageEvidence;
  readonly billing: BillingEvidence;
  readonly papers: PapersEvidence;
  /** Class of the encounter of this call, for example EMER, IMP, ACUTE. */
  readonly encounterClass: string | undefined;
  /** Slices that failed, by completeness of the chart; rules never look at the chart itself. */
  readonly failed: ReadonlySet<SliceName>;
  readonly incomplete: ReadonlySet<SliceName>;
}
