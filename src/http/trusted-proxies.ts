import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';

/** The proxies whose `X-Forwarded-For` is believed. */
export interface TrustedProxies {
  has(address: string): boolean;
  /** As the operator wrote it. */
  readonly text: string;
}

/**
 * Reads a list of addresses and networks, such as `10.0.0.7, 10.1.0.0/16, fd00::/8`.
 * @returns undefined when one of them is neither
 */
export function parseTrustedProxies(text: string): TrustedProxies | undefined {
  const list = new BlockList();
  for (const entry of text.split(',').map((one) => one.trim())) {
    const [address = '', prefix, ...more] = entry.split('/');
    const family = familyOf(address);
    if (family === undefined || more.length > 0) return undefined;
    if (prefix === undefined) list.addAddress(address, family);
    else {
      const bits = /^\d{1,3}$/.test(prefix) ? Number(prefix) : NaN;
      // A network of everybody would believe everybody.
      if (!(bits >= 1 && bits <= (family === 'ipv4' ? 32 : 128))) return undefined;
      list.addSubnet(address, bits, family);
    }
  }
  return {
    has(address) {
      const family = familyOf(address);
      return family !== undefined && list.check(address, family);
    },
    text,
  };
}

/**
 * The address of whoever called: that of the connection, or, while it is a trusted proxy's, the next one that it forwards,
 * from the last to the first. An entry that is no address ends the search. For the log alone: nothing is permitted by it.
 */
export function peerOf(
  request: IncomingMessage,
  trusted: TrustedProxies | undefined,
): string | undefined {
  let peer = request.socket.remoteAddress;
  if (trusted === undefined || peer === undefined) return peer;
  const forwarded = String(request.headers['x-forwarded-for'] ?? '').split(',');
  while (trusted.has(peer)) {
    const before = forwarded.pop()?.trim() ?? '';
    if (isIP(before) === 0) break;
    peer = before;
  }
  return peer;
}

function familyOf(address: string): 'ipv4' | 'ipv6' | undefined {
  const version = isIP(address);
  if (version === 0) return undefined;
  return version === 4 ? 'ipv4' : 'ipv6';
}
