import { BlockList, isIP } from 'node:net';

const familyOf = (address: string) => (isIP(address) === 6 ? 'ipv6' : 'ipv4');
/** `::ffff:10.0.0.1` is 10.0.0.1. */
const plain = (address: string): string =>
  address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/^\[(.*)\]$/, '$1');

function isInMask(address: string, mask: string): boolean {
  const [base = '', bits] = mask.split('/');
  const network = plain(base);
  if (isIP(network) === 0) return false;
  if (bits === undefined) return network === address;
  const prefix = Number(bits);
  if (!/^\d+$/.test(bits) || prefix > (isIP(network) === 6 ? 128 : 32)) return false;
  const list = new BlockList();
  list.addSubnet(network, prefix, familyOf(network));
  return list.check(address, familyOf(address));
}

/** LiveKit passes over what cannot be an address. */
const isMask = (mask: string): boolean => !/[()+*;,\s]|:\/\//.test(mask);

/**
 * Whether an address is among addresses, networks (`10.0.0.0/8`) and host names. An empty list allows all.
 * @param host the host in the caller's From, for lists with names
 */
export function matchAddress(source: string, masks: readonly string[], host?: string): boolean {
  const address = plain(source);
  if (isIP(address) === 0) return false;
  const usable = masks.filter(isMask);
  if (masks.length === 0) return true;
  return usable.some((mask) => mask === host || isInMask(address, mask));
}
