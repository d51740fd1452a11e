/** The keys of a telephone, each at the place of its RFC 4733 number. */
const keysInOrder = '0123456789*#ABCD';

/** @returns undefined for what is no key. */
export function keyCodeOf(key: string): number | undefined {
  const code = keysInOrder.indexOf(key.toUpperCase());
  return key.length === 1 && code >= 0 ? code : undefined;
}
