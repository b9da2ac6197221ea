import { isIP } from 'node:net';
import { type AddressKind, addressKind } from '../../egress/address-kind.js';
import { resolveBySystem, type ResolveName } from '../../egress/checked-lookup.js';

/** Hears to what kinds of address the names of outgoing connections resolve, as the connections are made. */
export interface ResolutionWatch {
  readonly resolveName: ResolveName;
  /** None when the name was not resolved. */
  kindsOf(hostname: string): readonly AddressKind[];
}

export function watchResolution(resolve: ResolveName = resolveBySystem): ResolutionWatch {
  const heard = new Map<string, readonly AddressKind[]>();
  return {
    resolveName(hostname, callback) {
      resolve(hostname, (error, addresses) => {
        heard.set(hostname, [...new Set(addresses.map(({ address }) => addressKind(address)))]);
        callback(error, addresses);
      });
    },
    kindsOf(hostname) {
      // An address written as a number is never resolved.
      const literal = hostname.replace(/^\[|\]$/g, '');
      return isIP(literal) === 0 ? (heard.get(hostname) ?? []) : [addressKind(literal)];
    },
  };
}
