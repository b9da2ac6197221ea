import type { ClientRegistry } from '../clients/client-registry.js';
import type { RegisteredClient } from '../clients/registered-client.js';
import { printable } from '../observability/printable.js';
import { UsageError } from './complain-about.js';

/** @throws UsageError with the ids that there are */
export function findClient(registry: ClientRegistry, id: string): RegisteredClient {
  const client = registry.clients().find((one) => one.id === id);
  if (client !== undefined) return client;
  const ids = registry.clients().map((one) => `  ${one.id}`);
  throw new UsageError(`There is no client ${printable(id)}. There are:\n${ids.join('\n')}`);
}
