import type { DiscoveryDocument } from '../../discovery.js';
import type { Arrival, Egress } from '../../egress/egress.js';
import { parseFhirBase } from '../../fhir/fhir-base.js';
import { parseJson } from '../../json/parse-json.js';
import { UsageError } from '../complain-about.js';
import { explainFailure } from './explain-failure.js';
import type { Check } from './report.js';

/** As much as `MAX_TEMPLATE_LENGTH` lets all templates of both hooks take, and room for words. */
const MAX_BYTES = 200_000;
const TIMEOUT_MS = 5000;

export type Profiles = Readonly<Record<'full' | 'minimal' | 'none', DiscoveryDocument>>;

/**
 * Asks a running service of ours for its discovery document, and compares it with what this version says.
 * @param serviceUrl where the operator says that it runs, with or without `/cds-services`
 * @throws UsageError when that is no address
 */
export async function checkDiscovery(
  serviceUrl: string,
  profiles: Profiles,
  egress: Egress,
): Promise<readonly Check[]> {
  const base = parseFhirBase(serviceUrl.replace(/\/cds-services\/?$/, ''));
  if (base === undefined) {
    throw new UsageError('--service-url wants an address, for example https://cds.example.org.');
  }
  const arrival = await egress.get({
    address: new URL(`${base.origin}${base.path}/cds-services`),
    base: { ...base, allowPrivate: true },
    accept: 'application/json',
    signal: AbortSignal.timeout(TIMEOUT_MS),
    maxBytes: MAX_BYTES,
  });
  const services = servicesIn(arrival);
  if (services === undefined) {
    return [
      {
        subject: 'Discovery',
        found: arrival.ok ? 'the answer is no discovery document' : explainFailure(arrival),
        remedy: 'Nobody finds the service there: correct --service-url, or start the service.',
      },
    ];
  }
  const wanted = profiles.full.services.map(({ id, hook }) => `${id} (${hook})`);
  const listed = services.map(({ id, hook }) => `${id} (${hook})`);
  const missing = wanted.filter((one) => !listed.includes(one));
  return [
    {
      subject: 'Discovery',
      found:
        missing.length === 0 ? `lists ${wanted.join(', ')}` : `does not list ${missing.join(', ')}`,
      remedy: missing.length === 0 ? undefined : OTHER_SERVICE,
    },
    checkPrefetch(services, profiles),
  ];
}

const OTHER_SERVICE =
  'Something else than this version of the service answers there: compare its /version with naltrexone-cds --version.';

type Listed = Partial<DiscoveryDocument['services'][number]>;

function servicesIn(arrival: Arrival): readonly Listed[] | undefined {
  if (!arrival.ok) return undefined;
  const parsed = parseJson(arrival.body.toString('utf8'));
  const document = parsed.ok ? (parsed.value as { readonly services?: unknown } | null) : null;
  const services: unknown = document?.services;
  return Array.isArray(services)
    ? (services as readonly unknown[]).filter(
        (one): one is Listed => typeof one === 'object' && one !== null,
      )
    : undefined;
}

function checkPrefetch(services: readonly Listed[], profiles: Profiles): Check {
  const wanted = profiles.full.services[0]?.id;
  const sent = services.find(({ id }) => id === wanted)?.prefetch ?? {};
  const profile = Object.entries(profiles).find(([, { services: ours }]) =>
    isSame(ours[0]?.prefetch ?? {}, sent),
  )?.[0];
  return profile === undefined
    ? {
        subject: 'Prefetch',
        found: 'asks for something else than this version',
        remedy: OTHER_SERVICE,
      }
    : {
        subject: 'Prefetch',
        found: `${profile}: ${Object.keys(sent).join(', ') || 'no keys'} (a call with a token gets the profile of its client)`,
      };
}

const isSame = (one: object, other: object): boolean =>
  JSON.stringify(Object.entries(one).sort()) === JSON.stringify(Object.entries(other).sort());
