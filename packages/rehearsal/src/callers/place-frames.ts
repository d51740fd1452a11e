const windowFrames = 15;
const leastGapMs = 30;

/**
 * Puts frames that arrive with jitter on the clock: they follow each other without a seam, until all of the last
 * frames have come late. Then samples were lost between, and that much silence is counted in. A busy event loop
 * alone moves nothing, as what it held up comes in a burst.
 * @returns the ms at which the frame begins, given when it arrived.
 */
export function placeFrames(): (arrivedMs: number, durationMs: number) => number {
  let position: number | undefined;
  let lags: number[] = [];
  return (arrivedMs, durationMs) => {
    const began = arrivedMs - durationMs;
    position ??= began;
    lags.push(began - position);
    if (lags.length > windowFrames) lags.shift();
    const lag = Math.min(...lags);
    // Nothing is heard before it arrives: the first frames were held up if later ones come earlier.
    if (lag < 0 || (lag > leastGapMs && lags.length === windowFrames)) {
      position += lag;
      lags = [];
    }
    const at = position;
    position += durationMs;
    return at;
  };
}
