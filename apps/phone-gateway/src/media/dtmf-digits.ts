/** By their codes in RFC 4733 and in LiveKit. */
const digits = '0123456789*#ABCD';

export const dtmfDigitOf = (code: number): string | undefined => digits[code];

/** @returns undefined for what no telephone has a key for */
export const dtmfCodeOf = (digit: string): number | undefined => {
  const code = digit.length === 1 ? digits.indexOf(digit.toUpperCase()) : -1;
  return code < 0 ? undefined : code;
};
