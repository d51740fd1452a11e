/** Lost audio is covered for so long; a longer silence than the gap would only be delay. */
export const longestConcealmentMs = 60;

/**
 * What to play for audio that did not come: the last that did, once more and fading, as the ear expects speech to go
 * on and dislikes a hole. The third repetition in a row is almost silent, the fourth is.
 * @param repeated how often `last` has been repeated before
 */
export function conceal(last: Int16Array, repeated: number): Int16Array {
  const length = last.length;
  const samples = new Int16Array(length);
  const from = Math.max(0, 1 - repeated / 3);
  const step = 1 / 3 / length;
  for (let i = 0; i < length; i++) samples[i] = (last[i] as number) * Math.max(0, from - step * i);
  return samples;
}
