import type { SitePolicy } from '../../pack/knowledge.js';
import type { PlannedDates } from '../../plan/earliest-date.js';
import type { Finding } from '../../rules/finding.js';
import type { JudgedOrder } from '../../rules/judge-order.js';

/** What a card's offers are made from. */
export interface OfferParts {
  /** All findings of the card. */
  readonly findings: readonly Finding[];
  readonly judged: readonly JudgedOrder[];
  /** Only where the card carries them. */
  readonly dates: PlannedDates;
  readonly site: SitePolicy;
}
