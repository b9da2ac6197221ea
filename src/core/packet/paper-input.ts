import type { Questionnaire } from 'fhir/r4.js';
import type { Gap as ReadGap } from '../decision.js';
import type { Knowledge, SitePolicy } from '../pack/knowledge.js';
import type { Day } from '../time/instant.js';
import type { DocumentedItems } from './documented.js';
import type { ChartIndex } from './index-chart.js';
import type { PacketInput } from './packet-input.js';

/** What the papers are written from. */
export interface PaperInput extends PacketInput {
  readonly knowledge: Knowledge;
  readonly site: SitePolicy;
  readonly questionnaire: Questionnaire;
  readonly items: DocumentedItems;
  readonly index: ChartIndex;
  /** Parts of the chart that were not read in full. */
  readonly unread: readonly ReadGap[];
  readonly filled: number;
  readonly total: number;
  /** Lines of the checklist that are met, and that apply; none of none for an order that is no depot. */
  readonly documented: { readonly met: number; readonly of: number };
  readonly today: Day;
  /** Version of the program. */
  readonly software: string;
  /** Notice of 42 CFR part 2. */
  readonly notice: string;
}
