import { isParleyApiError } from '@parley/api-client';
import { QueryCache, QueryClient } from '@tanstack/react-query';
import type { CredentialStore } from './features/auth/credential-store.ts';

const maxRepeats = 2;

/** The cache of what was fetched. A 401 signs out; whoever signs in next sees nothing of the one before. */
export function createQueries(credentials: CredentialStore): QueryClient {
  const queries = new QueryClient({
    queryCache: new QueryCache({
      onError: (error) => {
        if (isParleyApiError(error) && error.status === 401) {
          credentials.clear('The server does not accept your key or sign-in any more. Sign in again.');
        }
      },
    }),
    defaultOptions: {
      queries: {
        retry: (failures, error) => failures < maxRepeats && !isClientError(error),
        staleTime: 5_000,
      },
    },
  });
  const whoIs = (): string | undefined => {
    const present = credentials.get();
    return present?.logIn?.who ?? present?.secret;
  };
  let who = whoIs();
  credentials.subscribe(() => {
    // Tokens of one log-in come and go.
    if (whoIs() === who) return;
    who = whoIs();
    if (who) void queries.resetQueries();
    else queries.clear();
  });
  return queries;
}

const isClientError = (error: unknown): boolean =>
  isParleyApiError(error) && error.status >= 400 && error.status < 500;
