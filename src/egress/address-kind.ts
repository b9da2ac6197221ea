import { BlockList, isIPv6 } from 'node:net';

/**
 * Where an IP address leads: to the open internet; into a network of the house, which an operator may allow; or to what is
 * never a server that somebody registers by name: link-local and metadata addresses, multicast, documentation, tunnels.
 */
export type AddressKind = 'public' | 'private' | 'never';

const PRIVATE = blockList(
  '10.0.0.0/8 172.16.0.0/12 192.168.0.0/16 127.0.0.0/8 100.64.0.0/10 198.18.0.0/15',
  // The last two stand for IPv4 addresses of any kind behind a translator.
  '::1/128 fc00::/7 64:ff9b::/96 64:ff9b:1::/48',
);

const NEVER = blockList(
  '0.0.0.0/8 169.254.0.0/16 192.0.0.0/24 192.0.2.0/24 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4' +
    // Metadata services of clouds that do not stand on link-local addresses.
    ' 100.100.100.200/32 168.63.129.16/32',
  '::/128 fe80::/10 fec0::/10 ff00::/8 2001::/32 2001:db8::/32 2002::/16 ::ffff:0:0:0/96' +
    // Metadata services, the last one behind a translator.
    ' fd00:ec2::254/128 fd20:ce::254/128 64:ff9b::a9fe:0/112',
);

/** @param address as a resolver gives it; an IPv4 address inside IPv6 counts as that IPv4 address */
export function addressKind(address: string): AddressKind {
  const family = isIPv6(address) ? 'ipv6' : 'ipv4';
  if (NEVER.check(address, family)) return 'never';
  return PRIVATE.check(address, family) ? 'private' : 'public';
}

function blockList(ipv4: string, ipv6: string): BlockList {
  const list = new BlockList();
  const add = (ranges: string, family: 'ipv4' | 'ipv6') => {
    for (const range of ranges.split(' ')) {
      const [net = '', bits] = range.split('/');
      list.addSubnet(net, Number(bits), family);
    }
  };
  add(ipv4, 'ipv4');
  add(ipv6, 'ipv6');
  return list;
}
