const most = 3_600_000;

/** How long a server wants to be left alone (RFC 9110, section 10.2.3), an hour at most; undefined: it does not say. */
export function retryAfterMs(headers: Headers, now = Date.now()): number | undefined {
  const told = headers.get('retry-after')?.trim();
  if (!told) return undefined;
  const ms = /^\d+$/.test(told) ? Number(told) * 1_000 : Date.parse(told) - now;
  return Number.isNaN(ms) ? undefined : Math.min(Math.max(ms, 0), most);
}
