/** Digit and length of an INFO's body: application/dtmf-relay, or the bare digit of application/dtmf. */
export function readDtmfInfo(
  contentType: string,
  body: string,
): { digit: string; durationMs: number } | undefined {
  if (/^application\/dtmf\s*(;|$)/i.test(contentType)) return digitOf(body.trim(), undefined);
  if (!/^application\/dtmf-relay\s*(;|$)/i.test(contentType)) return undefined;
  const [, signal] = /^\s*signal\s*=\s*(\S+)/im.exec(body) ?? [];
  const [, duration] = /^\s*duration\s*=\s*(\d{1,5})/im.exec(body) ?? [];
  return digitOf(signal ?? '', duration);
}

function digitOf(signal: string, duration: string | undefined) {
  // Some phones write the event's number for the two keys that are no digits.
  const digit = { '10': '*', '11': '#' }[signal] ?? signal.toUpperCase();
  return /^[\d*#A-D]$/.test(digit) ? { digit, durationMs: Number(duration ?? 250) } : undefined;
}
