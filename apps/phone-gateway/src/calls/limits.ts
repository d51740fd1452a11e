/** LiveKit's: it rings for three minutes in and out when nothing else is said, and a call lasts a day. */
export const longestRingingMs = 3 * 60_000;
export const longestCallMs = 24 * 60 * 60_000;
