/** How far `a` is ahead of `b` on a circle of 16 bits: -32768 … 32767. */
export const sequenceDistance = (a: number, b: number): number => ((a - b) << 16) >> 16;

/** How far `a` is ahead of `b` on a circle of 32 bits. */
export const timestampDistance = (a: number, b: number): number => (a - b) | 0;
