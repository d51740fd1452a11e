/** The time of a line, ISO 8601. Lines that are written together share its text, which takes long to make. */
export function isoTime(now: () => number = Date.now): () => string {
  let last = Number.NaN;
  let text = '';
  return () => {
    const time = now();
    if (time !== last) {
      last = time;
      text = `,"time":"${new Date(time).toISOString()}"`;
    }
    return text;
  };
}
