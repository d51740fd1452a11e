/** ::ffff:0:0/96, IPv4 as a socket that listens for both shows it. */
const mapped = '0'.repeat(80) + '1'.repeat(16);

const bitsOf = (numbers: readonly number[], width: number): string =>
  numbers.map((number) => number.toString(2).padStart(width, '0')).join('');

/** The bits of an address, 32 or 128 of them; undefined for what is no address. */
export function addressBits(address: string): string | undefined {
  const plain = address.replace(/%.*$/, '');
  return plain.includes(':') ? ipv6Bits(plain) : ipv4Bits(plain);
}

function ipv4Bits(address: string): string | undefined {
  if (!/^\d{1,3}(\.\d{1,3}){3}$/.test(address)) return undefined;
  const numbers = address.split('.').map(Number);
  return numbers.every((number) => number < 256) ? bitsOf(numbers, 8) : undefined;
}

function ipv6Bits(address: string): string | undefined {
  // Spelt in one way: lower case, hexadecimal to the end, the longest zeros as `::`.
  const spelt = URL.parse(`http://[${address}]`)?.hostname.slice(1, -1);
  if (spelt === undefined) return undefined;
  const [head = '', tail] = spelt.split('::');
  const groupsOf = (part: string) => (part === '' ? [] : part.split(':').map((group) => parseInt(group, 16)));
  const [left, right] = [groupsOf(head), groupsOf(tail ?? '')];
  const zeros = Array.from({ length: 8 - left.length - right.length }, () => 0);
  const bits = bitsOf([...left, ...zeros, ...right], 16);
  return bits.startsWith(mapped) ? bits.slice(mapped.length) : bits;
}
