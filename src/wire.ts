import { fileURLToPath } from 'node:url';
import { chartQueries } from './core/chart-queries.js';
import { decide } from './core/decide.js';
import type { SitePolicy } from './core/pack/knowledge.js';
import type { LocalCodeEntry } from './core/pack/local-codes.js';
import { type DescribedSite, describeServices, type Discovery } from './discovery.js';
import type { FhirAccess } from './fhir/fhir-access.js';
import type { HookParts, ServedService } from './hook/hook-parts.js';
import { loadKnowledge } from './knowledge/load-knowledge.js';
import { loadServiceFile } from './knowledge/load-service-file.js';
import { loadSitePolicy } from './knowledge/load-site-policy.js';
import type { HookEvent } from './observability/hook-event.js';

/** The reviewed knowledge lies beside `src/` and `dist/`. */
export const CARDS = fileURLToPath(new URL('../cards/', import.meta.url));

/**
 * Same id on both hooks: the answer at signing then replaces the one at selecting. Signing stands last, because clients that
 * know services by their address, like the CDS Hooks sandbox, keep the last hook that is listed.
 */
const SERVICES: readonly ServedService[] = [
  {
    id: 'naltrexone-safety',
    hooks: ['order-select', 'order-sign'],
    asks: ['naltrexone', 'mirror'],
  },
  { id: 'naltrexone-readiness', hooks: ['order-select', 'order-sign'], asks: ['readiness'] },
];

export interface Wiring {
  readonly hook: HookParts;
  /** The discovery document as a site's clients get it; without a site, by the defaults. */
  readonly discovery: (site?: DescribedSite) => Discovery;
  /**
   * Makes a policy of the content of a site file.
   * @param timeZone takes precedence over the file's own
   * @param clientCodes local codes of a client's entry, beside those of the file
   * @throws KnowledgeError when the file, the zone or a local code is not valid
   */
  readonly site: (
    content: unknown,
    timeZone?: string,
    clientCodes?: readonly LocalCodeEntry[],
  ) => SitePolicy;
}

/** Puts knowledge, rules and the way to FHIR servers together, for the server and the command line alike. */
export function wire(options: {
  readonly fhir: FhirAccess | undefined;
  readonly budgetMs: number;
  readonly report: (event: HookEvent) => void;
  /** Another folder of reviewed knowledge. */
  readonly cards?: string;
}): Wiring {
  const { cards = CARDS, ...handed } = options;
  const knowledge = loadKnowledge(cards);
  const words = loadServiceFile(cards);
  const queries = chartQueries(knowledge.terminology, words.chart);
  const known = new Map<string, Discovery>();
  const discovery: Wiring['discovery'] = ({ discovery: profile, readiness } = {}) => {
    const name = [profile, readiness?.documentation].join(' ');
    const document =
      known.get(name) ??
      describeServices(SERVICES, words, queries, {
        discovery: profile ?? knowledge.siteDefaults.discovery,
        readiness,
      });
    known.set(name, document);
    return document;
  };
  const hook: HookParts = {
    services: SERVICES,
    knowledge,
    words,
    decide,
    queries,
    ...handed,
  };
  return {
    hook,
    discovery,
    site: (content, timeZone, clientCodes) =>
      loadSitePolicy(content, knowledge, timeZone, clientCodes),
  };
}
