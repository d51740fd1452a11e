/** `+1 (555) 010-0` and `15550100` are one number; what is no number stays as it is. */
export function normalizeNumber(number: string): string {
  if (!/^\+?[\d\- ()]+$/.test(number)) return number;
  const bare = number.replace(/[ \-()]/g, '');
  return bare.startsWith('+') ? bare : `+${bare}`;
}

/** An empty list allows every number. */
export const isAmong = (number: string, allowed: readonly string[]): boolean =>
  allowed.length === 0 ||
  allowed.some((other) => other === number || normalizeNumber(other) === normalizeNumber(number));
