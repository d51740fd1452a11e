import { isParleyApiError } from '@parley/api-client';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useClient } from '../../lib/use-client.ts';

const pendingRefreshMs = 2_000;

/**
 * A session's newest analysis, and the one to show: an earlier one while the newest is not done. Asked for again while
 * it is pending; null where there is none.
 */
export function useSessionAnalysis(sessionId: string) {
  const client = useClient();
  const path = { id: sessionId };
  const analysis = useQuery({
    queryKey: ['analysis', sessionId],
    queryFn: async () => {
      const newest = await client.api.getSessionAnalysis({ path }).catch((error: unknown) => {
        if (isParleyApiError(error) && error.code === 'NOT_FOUND') return null;
        throw error;
      });
      const done = newest?.last_done_version ?? null;
      if (newest === null || done === null) return { newest, shown: null };
      if (done === newest.version) return { newest, shown: newest };
      return { newest, shown: await client.api.getSessionAnalysis({ path, query: { version: done } }) };
    },
    refetchInterval: ({ state }) => (state.data?.newest?.state === 'pending' ? pendingRefreshMs : false),
  });
  const again = useMutation({
    mutationFn: () => client.api.requestSessionAnalysis({ path }),
    onSuccess: () => analysis.refetch(),
  });
  return { analysis, again };
}
