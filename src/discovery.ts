import { createHash } from 'node:crypto';
import type { ChartQuery } from './core/chart-queries.js';
import type { SliceName } from './core/chart.js';
import type { ServiceFile } from './core/pack/service.js';
import type { SiteFile } from './core/pack/site.js';
import { type AskingSite, neededSlices } from './core/rules/needed-slices.js';
import type { ServedService } from './hook/hook-parts.js';

/** The CDS Hooks release that the service implements; also readable for clients of 1.0 and of the 3.0 ballot. */
const CDS_HOOKS_VERSION = '2.0.1';

export interface DiscoveryDocument {
  readonly services: readonly {
    readonly hook: string;
    readonly id: string;
    readonly title: string;
    readonly description: string;
    readonly usageRequirements: string;
    readonly version: string;
    readonly prefetch?: Readonly<Record<string, string>>;
  }[];
}

/** What of a site file shapes its discovery document. */
export interface DescribedSite extends AskingSite {
  readonly discovery?: SiteFile['discovery'] | undefined;
}

export interface Discovery {
  readonly document: DiscoveryDocument;
  readonly json: string;
  /** Strong, so that a client may ask again as often as it likes. */
  readonly etag: string;
}

/**
 * What `GET /cds-services` answers. One service stands under several hooks with one id, so that a later answer replaces the
 * earlier one. The prefetch lists exactly what the rules of the service read at this site.
 * @param site its `discovery`: `minimal` asks for the patient only, `none` for nothing: EHRs run prefetch for every order of every drug
 */
export function describeServices(
  served: readonly ServedService[],
  words: ServiceFile,
  queries: ReadonlyMap<SliceName, ChartQuery>,
  site: DescribedSite,
): Discovery {
  const services = served.flatMap(({ id, hooks, asks }) => {
    const said = words.services.find((service) => service.id === id);
    if (said === undefined) throw new Error(`cards/service.json has no words for ${id}`);
    const { title, description, usageRequirements } = said;
    const needed = asks.map((question) => neededSlices(question, site));
    const prefetch = Object.fromEntries(
      [...queries.values()]
        .filter(({ slice }) => needed.some((some) => some.has(slice)))
        .filter(({ slice }) => isIn(site.discovery ?? 'full', slice))
        .map(({ slice, template }) => [slice, template]),
    );
    return hooks.map((hook) => ({
      hook,
      id,
      title,
      description,
      usageRequirements,
      version: CDS_HOOKS_VERSION,
      ...(Object.keys(prefetch).length === 0 ? {} : { prefetch }),
    }));
  });
  const document = { services };
  const json = JSON.stringify(document);
  const etag = `"${createHash('sha256').update(json).digest('base64url').slice(0, 22)}"`;
  return { document, json, etag };
}

function isIn(profile: NonNullable<SiteFile['discovery']>, slice: SliceName): boolean {
  if (profile === 'none') return false;
  return profile === 'full' || slice === 'patient';
}
