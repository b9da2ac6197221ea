import type { AlcoholNegative, CoverageEvidence, PriorTrial } from './coverage-evidence.js';
import type { IdentifiedObservation } from '../identify-observations.js';
import type { ToxicologyReader } from '../toxicology/toxicology-reader.js';
import { readNegativeAlcoholTests } from './read-negative-alcohol-tests.js';
import { readPriorTrials, type TrialSources } from './read-prior-trials.js';

/** What is gone through once more when somebody asks. */
export interface LateSources extends TrialSources {
  readonly observations: readonly IdentifiedObservation[];
  readonly reader: ToxicologyReader;
}

type Known = Omit<CoverageEvidence, 'alcoholNegatives' | 'priorTrials'>;

/**
 * Coverage evidence whose long readings are paid for by whoever asks for them: they go through every medication and result once
 * more. A class for the reason that `core/made-decision.ts` gives.
 */
export class GatheredCoverage implements CoverageEvidence {
  readonly coverages;
  readonly medicare;
  readonly policy;
  readonly assertions;
  readonly authorizations;
  readonly priorAuthorization;
  readonly unread;
  readonly #sources: LateSources;
  readonly #trialReader: Parameters<typeof readPriorTrials>[1];
  #negatives: readonly AlcoholNegative[] | undefined;
  #trials: readonly PriorTrial[] | undefined;

  constructor(
    known: Known,
    sources: LateSources,
    trialReader: Parameters<typeof readPriorTrials>[1],
  ) {
    this.coverages = known.coverages;
    this.medicare = known.medicare;
    this.policy = known.policy;
    this.assertions = known.assertions;
    this.authorizations = known.authorizations;
    this.priorAuthorization = known.priorAuthorization;
    this.unread = known.unread;
    this.#sources = sources;
    this.#trialReader = trialReader;
  }

  get alcoholNegatives(): readonly AlcoholNegative[] {
    const { observations, reader } = this.#sources;
    return (this.#negatives ??= readNegativeAlcoholTests(observations, reader));
  }

  get priorTrials(): readonly PriorTrial[] {
    return (this.#trials ??= readPriorTrials(this.#sources, this.#trialReader));
  }
}
