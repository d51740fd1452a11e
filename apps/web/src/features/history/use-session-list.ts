import { isFinalSessionState } from '@parley/contracts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useClient } from '../../lib/use-client.ts';

const pageSize = 25;
const liveRefreshMs = 5_000;

/** The tenant's sessions, newest first, page by page; fetched again while one of them is live. */
export function useSessionList() {
  const client = useClient();
  return useInfiniteQuery({
    queryKey: ['sessions'],
    queryFn: ({ pageParam }) =>
      client.listSessions({ limit: pageSize, ...(pageParam === null ? {} : { cursor: pageParam }) }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    refetchInterval: (query) =>
      query.state.data?.pages.some((page) => page.sessions.some(({ state }) => !isFinalSessionState(state)))
        ? liveRefreshMs
        : false,
  });
}
