import type { AllowedBase } from '../egress/allowed-base.js';

/** The base under which keys may be asked for: the registered address itself and nothing beside it. */
export function jwksBase(url: string, allowPrivate = false): AllowedBase {
  const { origin, pathname } = new URL(url);
  return { origin, path: pathname, allowPrivate };
}
