import type { RegisteredClient } from '../clients/registered-client.js';
import { type ClientsOptions, openRegistry } from './open-registry.js';
import { printTable } from './print-table.js';

/** One line a client; nothing is fetched. */
export function listClients(options: ClientsOptions): void {
  const registry = openRegistry(options, () => Promise.resolve({ ok: false, why: 'unreachable' }));
  const head = ['client', 'issuer', 'tenant', 'keys', 'algorithms', 'charts from', 'zone', 'mode'];
  console.log(printTable(head, registry.clients().map(rowOf)));
}

const rowOf = (client: RegisteredClient): readonly string[] => [
  client.id,
  client.issuer,
  client.tenant ?? '',
  client.jwksUrl ?? `${client.keys.state().keys.length} in the file`,
  client.algorithms.join(' '),
  client.prefetchOnly
    ? 'prefetch only'
    : client.fhirBases.map(({ origin, path }) => origin + path).join(' '),
  client.site.zone.id,
  client.mode,
];
