import type { SessionAnalysis } from '@parley/contracts';
import { callApi } from './call-api.ts';
import type { Stack } from './start-stack.ts';
import { waitUntil } from './wait-until.ts';

/** What became of the analysis of a session that is over, once nothing more is tried. */
export const analysisOf = (stack: Stack, sessionId: string): Promise<SessionAnalysis> =>
  waitUntil(
    async () => {
      const { status, json } = await callApi(stack.url, `/api/v1/sessions/${sessionId}/analysis`, {
        key: stack.demo.api_key,
      });
      return status === 200 && json.state !== 'pending' && (json as SessionAnalysis);
    },
    { within: 60_000, what: `the analysis of ${sessionId}`, every: 250 },
  );
