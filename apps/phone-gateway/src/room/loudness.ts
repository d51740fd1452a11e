/** About −46 dB: background, into which a cut is not heard. */
const quietPeak = 160;

export const isQuiet = (frame: Int16Array): boolean => {
  for (const sample of frame) if (sample > quietPeak || sample < -quietPeak) return false;
  return true;
};
