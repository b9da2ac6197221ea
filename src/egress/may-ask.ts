import { isIP } from 'node:net';
import { type AllowedBase, liesUnder } from './allowed-base.js';
import { isThisMachine } from './is-this-machine.js';

/**
 * May this address be asked under this base? It lies under it, carries no user and no fragment, and is encrypted unless
 * the base is this machine itself and was registered with http.
 */
export function mayAsk(address: URL, base: AllowedBase): boolean {
  return (
    address.username === '' &&
    address.password === '' &&
    address.hash === '' &&
    (address.protocol === 'https:' ||
      (address.protocol === 'http:' && isThisMachine(address.hostname))) &&
    liesUnder(base, { origin: address.origin, path: address.pathname })
  );
}

/** May the name in this base resolve to an address that is not public? */
export function mayBePrivate({ origin, allowPrivate }: AllowedBase): boolean {
  const { hostname } = new URL(origin);
  return allowPrivate === true || isThisMachine(hostname) || isIP(withoutBrackets(hostname)) !== 0;
}

const withoutBrackets = (hostname: string): string => hostname.replace(/^\[|\]$/g, '');
