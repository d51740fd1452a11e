import { useEffect, useState } from 'react';

const tokenIn = (hash: string): string => new URLSearchParams(hash.replace(/^#/, '')).get('token') ?? '';

/** The token of a mailed link, `#token=…`; it is taken off the address bar, so that it does not stay in the history. */
export function useMailedToken(): string {
  const [token] = useState(() => tokenIn(location.hash));
  useEffect(() => {
    if (location.hash.startsWith('#token=')) {
      history.replaceState(history.state, '', `${location.pathname}${location.search}`);
    }
  }, []);
  return token;
}
