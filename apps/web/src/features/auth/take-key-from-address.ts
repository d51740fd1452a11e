/**
 * Takes the key out of `#key=sk_…` (or `#?key=…`) and the fragment off the address bar at once,
 * so that it stays neither in sight nor in the history. A fragment never reaches the server.
 */
export function takeKeyFromAddress(
  location: Pick<Location, 'hash' | 'pathname' | 'search'>,
  history: Pick<History, 'replaceState' | 'state'>,
): string | undefined {
  const fragment = location.hash.replace(/^#\/?\??/, '');
  const key = new URLSearchParams(fragment).get('key')?.trim();
  if (key === undefined) return undefined;
  history.replaceState(history.state, '', `${location.pathname}${location.search}`);
  return key === '' ? undefined : key;
}
