import { lookup as systemLookup, type LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { addressKind } from './address-kind.js';

/** All addresses of a name, as `dns.lookup` gives them with `all`. */
export type ResolveName = (
  hostname: string,
  callback: (error: NodeJS.ErrnoException | null, addresses: readonly LookupAddress[]) => void,
) => void;

export const BLOCKED = 'ERR_ADDRESS_BLOCKED';

/**
 * The name resolution of a connection, checked as it is made: the address that passed is the one that is connected to, so a
 * name that resolves to something else a moment later (DNS rebinding) gains nothing. One address that may not be reached
 * spoils the name.
 */
export function checkedLookup(
  allowPrivate: boolean,
  resolveName: ResolveName = resolveBySystem,
): LookupFunction {
  return (hostname, options, callback) => {
    resolveName(hostname, (error, addresses) => {
      const [first] = addresses;
      if (error !== null || first === undefined) {
        callback(error ?? failure('ENOTFOUND'), '', 0);
      } else if (addresses.some(({ address }) => !isAllowed(address, allowPrivate))) {
        callback(failure(BLOCKED), '', 0);
      } else if (options.all === true) {
        callback(null, [...addresses]);
      } else {
        callback(null, first.address, first.family);
      }
    });
  };
}

export const resolveBySystem: ResolveName = (hostname, callback) => {
  systemLookup(hostname, { all: true }, (error, addresses) => {
    callback(error, error === null ? addresses : []);
  });
};

function isAllowed(address: string, allowPrivate: boolean): boolean {
  const kind = addressKind(address);
  return kind === 'public' || (kind === 'private' && allowPrivate);
}

const failure = (code: string): NodeJS.ErrnoException => Object.assign(new Error(code), { code });
