/** Samples per second of everything the agent says: the room's output, so that nothing is resampled. */
export const ttsSampleRate = 24_000;
