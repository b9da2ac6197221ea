import { type AllowedBase, liesUnder } from '../../egress/allowed-base.js';
import type { Arrival, Egress } from '../../egress/egress.js';
import { type FhirBase, parseFhirBase } from '../../fhir/fhir-base.js';
import { parseJson } from '../../json/parse-json.js';
import { printable } from '../../observability/printable.js';
import { explainFailure } from './explain-failure.js';
import type { Check } from './report.js';
import type { ResolutionWatch } from './watch-resolution.js';

/** Real capability statements reach a few megabytes. */
const MAX_BYTES = 10_000_000;
const TIMEOUT_MS = 10_000;

/**
 * May the service ask this FHIR server, can it be reached, and what does it say of itself? `/metadata` is asked by nothing but
 * this check, without the token.
 * @param address as the EHR would send it in `fhirServer`
 */
export async function checkServer(
  address: string,
  allowed: readonly FhirBase[],
  egress: Egress,
  resolution: ResolutionWatch,
): Promise<readonly Check[]> {
  const asked = parseFhirBase(address);
  if (asked === undefined) {
    return [
      {
        subject: 'Base',
        found: 'no address of a FHIR server',
        remedy:
          'The service reads from http(s) addresses without user, query and fragment: correct what the EHR sends as fhirServer.',
      },
    ];
  }
  const registered = allowed.find((base) => liesUnder(base, asked));
  if (registered === undefined) {
    return [
      {
        subject: 'Base',
        found: `${nameOf(asked)} lies under no registered base (${allowed.map(nameOf).join(', ') || 'there is none'})`,
        remedy: `Add ${nameOf(asked)} to "fhirBases" of the entry, if it is the site's: until then nothing is asked of it.`,
      },
    ];
  }
  const base = { ...registered, path: asked.path };
  const metadata = new URL(`${nameOf(base)}/metadata`);
  const arrival = await egress.get({
    address: metadata,
    base,
    accept: 'application/fhir+json, application/json;q=0.9',
    signal: AbortSignal.timeout(TIMEOUT_MS),
    maxBytes: MAX_BYTES,
  });
  return [
    { subject: 'Base', found: `${nameOf(asked)}, under ${nameOf(registered)}` },
    checkAddress(metadata.hostname, arrival, resolution),
    checkConnection(metadata, arrival),
    readMetadata(arrival),
  ];
}

const nameOf = ({ origin, path }: AllowedBase): string => origin + path;

function checkAddress(hostname: string, arrival: Arrival, resolution: ResolutionWatch): Check {
  const kinds = resolution.kindsOf(hostname);
  const blocked = !arrival.ok && arrival.failure === 'blocked';
  const found = kinds.map((kind) => (kind === 'never' ? 'never a server' : kind)).join(' and ');
  return {
    subject: 'Address',
    found: `${found || 'not known'}${blocked ? ', blocked' : ''}`,
    remedy: !blocked
      ? undefined
      : kinds.includes('never')
        ? 'The name resolves to a link-local, metadata or reserved address, which is never asked: correct the DNS.'
        : 'The name resolves to a private address: set "privateNetwork" in the entry, if the server stands in the house.',
  };
}

const NOT_CONNECTED: ReadonlySet<string> = new Set(['blocked', 'dns', 'connect', 'tls']);

function checkConnection(address: URL, arrival: Arrival): Check {
  const subject = 'Connection';
  if (!arrival.ok && NOT_CONNECTED.has(arrival.failure)) {
    return {
      subject,
      found: explainFailure(arrival),
      remedy: `Nothing can be read from ${address.host}: mend the name, the firewall or the certificate between this machine and the server.`,
    };
  }
  return {
    subject,
    found: address.protocol === 'https:' ? 'TLS, certificate accepted' : 'http, on this machine',
  };
}

function readMetadata(arrival: Arrival): Check {
  const subject = 'Metadata';
  if (!arrival.ok) return { subject, found: `for information: ${explainFailure(arrival)}` };
  const parsed = parseJson(arrival.body.toString('utf8'));
  const { fhirVersion, software } = (parsed.ok ? (parsed.value ?? {}) : {}) as {
    readonly fhirVersion?: unknown;
    readonly software?: { readonly name?: unknown; readonly version?: unknown } | null;
  };
  const version = typeof fhirVersion === 'string' ? printable(fhirVersion).slice(0, 20) : undefined;
  const maker = [software?.name, software?.version]
    .filter((text): text is string => typeof text === 'string')
    .map((text) => printable(text).slice(0, 60))
    .join(' ');
  return {
    subject,
    found: `for information: FHIR ${version ?? 'version not said'}, ${maker || 'software not said'}`,
    remedy:
      version === undefined || version.startsWith('4.')
        ? undefined
        : `The service reads FHIR R4, this base is of ${version}: have the EHR send its R4 base as fhirServer, and register that.`,
  };
}
