import { BlockList, isIP } from 'node:net';

/** Networks that are not the public internet (IANA's special-purpose registries), and tunnels that lead into them. */
const special = {
  ipv4: [
    '0.0.0.0/8',
    '10.0.0.0/8',
    '100.64.0.0/10',
    '127.0.0.0/8',
    '169.254.0.0/16',
    '172.16.0.0/12',
    '192.0.0.0/24',
    '192.0.2.0/24',
    '192.31.196.0/24',
    '192.52.193.0/24',
    '192.88.99.0/24',
    '192.168.0.0/16',
    '192.175.48.0/24',
    '198.18.0.0/15',
    '198.51.100.0/24',
    '203.0.113.0/24',
    '224.0.0.0/4',
    '240.0.0.0/4',
  ],
  // All but global unicast (2000::/3), and of that what is special.
  ipv6: ['::/3', '4000::/2', '8000::/1', '2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'],
} as const;

/** Says of an address whether webhooks may be sent to it. */
export type AddressGuard = (address: string) => boolean;

/** @param allowed networks (CIDR) or addresses that are fine although they are not public. */
export function createAddressGuard(allowed: readonly string[]): AddressGuard {
  // Apart: a list takes an IPv4 address for its IPv6 form as well.
  const refused = { ipv4: blockListOf(special.ipv4), ipv6: blockListOf(special.ipv6) };
  const permitted = blockListOf(allowed);
  return (address) => {
    const plain = address.replace(/%.*$/, '');
    const family = isIP(plain);
    if (family === 0) return false;
    const name = family === 4 ? 'ipv4' : 'ipv6';
    return permitted.check(plain, name) || !refused[name].check(plain, name);
  };
}

function blockListOf(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', prefix] = network.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (prefix === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(prefix), family);
  }
  return list;
}
