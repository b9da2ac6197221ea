import { readConfig, processEnvironment } from '../config.js';
import type { DisclosureNotice } from '../core/pack/disclosure-notice.js';
import type { Knowledge, SitePolicy } from '../core/pack/knowledge.js';
import {
  knowledgeReviewDates,
  type ReviewDate,
  siteReviewDates,
} from '../core/pack/review-dates.js';
import { loadCanaries } from '../knowledge/load-canaries.js';
import { loadDisclosureNotice } from '../knowledge/load-disclosure-notice.js';
import { loadKnowledge } from '../knowledge/load-knowledge.js';
import { loadSitePolicy } from '../knowledge/load-site-policy.js';
import { readSiteFile } from '../knowledge/read-site-file.js';
import { openStore } from '../store/open-store.js';
import type { Store } from '../store/store.js';
import { CARDS } from '../wire.js';
import { type StoreOptions, storeUrl } from './store-url.js';

/** What commands of governance work with. */
export interface Governance {
  readonly store: Store;
  readonly knowledge: Knowledge;
  readonly site: SitePolicy;
  readonly notice: DisclosureNotice;
  /** Of everything that somebody answers for. */
  readonly reviewDates: readonly ReviewDate[];
}

/**
 * Opens store, knowledge and site file, and closes the store again.
 * @throws UsageError without a store, StoreError, KnowledgeError
 */
export async function withGovernance<T>(
  options: StoreOptions,
  access: { readonly readOnly: boolean },
  use: (governance: Governance) => Promise<T>,
): Promise<T> {
  const url = storeUrl(options);
  const knowledge = loadKnowledge(CARDS);
  const site = loadSitePolicy(readSiteFile(readConfig(processEnvironment()).site), knowledge);
  const notice = loadDisclosureNotice(CARDS);
  const reviewDates = [
    ...knowledgeReviewDates(knowledge),
    ...loadCanaries(CARDS, knowledge.neverList).reviewDates,
    ...siteReviewDates(site),
    notice,
  ];
  const store = await openStore(url, access);
  try {
    return await use({ store, knowledge, site, notice, reviewDates });
  } finally {
    await store.close();
  }
}
