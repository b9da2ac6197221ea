import type { TimeZone } from '../time/time-zone.js';
import type { CoverageWords } from './coverage-words.js';
import type { DrugFile } from './drug.js';
import type { InductionProtocolsFile } from './induction-protocols.js';
import type { LiverLaboratory } from './liver-laboratory.js';
import type { LiverScoreFormulas } from './liver-scores.js';
import type { NeverList } from './never-list.js';
import type { OverrideReasonsFile } from './override-reasons.js';
import type { LocalCodes } from './local-codes.js';
import type { PayerPolicy } from './payer-policy.js';
import type { Question } from './question.js';
import type { ReadinessKnowledge } from './readiness-list.js';
import type { Experiment, SiteFile } from './site.js';
import type { SuggestionsFile } from './suggestions.js';
import type { Terminology } from './terminology.js';
import type { ToxicologyKnowledge } from './toxicology-knowledge.js';

/** The reviewed knowledge of `cards/`, checked, frozen and hashed by `knowledge/load-knowledge.ts`. */
export interface Knowledge {
  readonly drug: DrugFile;
  readonly questions: ReadonlyMap<string, Question>;
  readonly terminology: Terminology;
  /** `site-defaults.json`: what holds for a site that says nothing else. */
  readonly siteDefaults: SiteFile;
  readonly toxicology: ToxicologyKnowledge;
  readonly liverLaboratory: LiverLaboratory;
  readonly liverScores: LiverScoreFormulas;
  readonly suggestions: SuggestionsFile;
  readonly overrideReasons: OverrideReasonsFile;
  readonly neverList: NeverList;
  readonly inductionProtocols: InductionProtocolsFile;
  readonly coverageWords: CoverageWords;
  /** `cards/coverage`, by id; `generic` is always among them. */
  readonly payerPolicies: ReadonlyMap<string, PayerPolicy>;
  /** `cards/readiness`: checklist, renewal, denial reasons. */
  readonly readiness: ReadinessKnowledge;
  /** SHA-256 over all files of `cards/`, first 12 hex digits. */
  readonly hash: string;
}

/** A site's policy with its time zone resolved. */
export interface SitePolicy {
  readonly file: SiteFile;
  readonly zone: TimeZone;
  /** Those of the site file and of the client's entry; undefined = none. */
  readonly localCodes?: LocalCodes | undefined;
  /** JSON text of all that it was made of: site file, time zone, local codes of the client's entry. */
  readonly origin: string;
  /** SHA-256 of `origin`, first 12 hexadecimal digits. */
  readonly hash: string;
  /** What holds in each arm of its experiment; undefined = there is none. */
  readonly experiment?: SiteExperiment | undefined;
}

/** An experiment of a site, with a whole policy for each arm. */
export interface SiteExperiment extends Pick<Experiment, 'id' | 'by'> {
  readonly arms: readonly {
    readonly id: string;
    readonly share: number;
    readonly policy: SitePolicy;
  }[];
}
