import type { JwksAnswer } from '../../clients/fetch-jwks.js';
import type { RegisteredClient } from '../../clients/registered-client.js';
import { explainKeys } from '../explain-keys.js';
import type { Check } from './report.js';

/**
 * The client's entry as the service would use it; its keys have been asked for.
 * @param answer of the key server, when the keys are published
 * @param service the CDS service that is looked at
 */
export function checkEntry(
  client: RegisteredClient,
  answer: JwksAnswer | undefined,
  service: string,
  now: Date,
): readonly Check[] {
  const { mode, absentSources, localCodes, services, siteFile, site } = client;
  const optional: readonly (Check | false)[] = [
    services?.includes(service) === false && {
      subject: 'Services',
      found: `${service} is not among ${services.join(', ')}`,
      remedy: `Add ${service} to "services" of the entry, or its calls are answered with 404.`,
    },
    mode === 'silent' && { subject: 'Mode', found: 'silent: no card is shown' },
    absentSources.size > 0 && {
      subject: 'Absent sources',
      found: [...absentSources]
        .map(([type, { owner, date }]) => `${type} (${owner}, ${date})`)
        .join(', '),
    },
    localCodes.length > 0 && { subject: 'Local codes', found: String(localCodes.length) },
  ];
  return [
    { subject: 'Entry', found: `found; issuer ${client.issuer}` },
    ...checkKeys(client, answer),
    { subject: 'Site file', found: siteFile ?? "none of its own: the service's holds" },
    { subject: 'Time zone', found: `${site.zone.id}; it is ${clockIn(site.zone.id, now)} there` },
    ...optional.filter((check) => check !== false),
  ];
}

function checkKeys(client: RegisteredClient, answer: JwksAnswer | undefined): readonly Check[] {
  const { keys, ageMs } = client.keys.state();
  const sentences = explainKeys(client, answer);
  const age =
    client.jwksUrl === undefined || ageMs === undefined
      ? []
      : [`Fetched ${String(Math.round(ageMs / 1000))} s ago.`];
  const usable = keys.some((key) =>
    key.algorithms.some((algorithm) => client.algorithms.includes(algorithm)),
  );
  return [
    {
      subject: 'Keys',
      found: [...sentences, ...age].join(' '),
      remedy: usable
        ? undefined
        : `No key fits the registered algorithms (${client.algorithms.join(', ')}), so that every call is refused: correct the key set, "jwksUrl" or "algorithms".`,
    },
  ];
}

const clockIn = (timeZone: string, now: Date): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone, dateStyle: 'medium', timeStyle: 'short' }).format(
    now,
  );
