import type { ChartResourceType } from '../core/chart.js';
import type { SitePolicy } from '../core/pack/knowledge.js';
import type { SiteFile } from '../core/pack/site.js';
import type { FhirBase } from '../fhir/fhir-base.js';
import type { SuggestionDialect } from './fit-suggestions.js';

/** Who calls, and what holds for this caller. What is left out is as the service has it for everybody. */
export interface CdsClient {
  readonly id: string;
  /** Where this caller's charts may be read from. */
  readonly fhirBases: readonly FhirBase[];
  /** Nobody asked who it is; every card says so. */
  readonly anonymous?: boolean;
  /** The CDS services that it may call; undefined = all. */
  readonly services?: readonly string[] | undefined;
  readonly site?: SitePolicy;
  readonly budgetMs?: number | undefined;
  readonly discovery?: SiteFile['discovery'] | undefined;
  /** Its FHIR server is never asked, whatever a request says. */
  readonly prefetchOnly?: boolean;
  /** `silent`: everything is computed and logged, no card is shown. */
  readonly mode?: 'live' | 'silent';
  /** What it gets when nothing of a chart could be had. */
  readonly whenUnreadable?: 'card' | '412';
  /** The suggestions that it can carry out; undefined = all. */
  readonly suggestions?: SuggestionDialect | undefined;
  /** Chart sources that its site does not have. */
  readonly absentSources?: Pick<ReadonlySet<ChartResourceType>, 'has'>;
}
