import { dispatchMetadataSchema } from '@parley/contracts';
import { livekitAdmin } from './livekit-admin.ts';
import type { LivekitServer } from './start-stack.ts';
import { waitUntil } from './wait-until.ts';

/** The session token that the control plane gives to a job, read from the dispatch as a worker would get it. */
export function workerToken(livekit: LivekitServer, room: string): Promise<string> {
  const { dispatches } = livekitAdmin(livekit);
  return waitUntil(
    async () => {
      const [dispatch] = await dispatches.listDispatch(room);
      return dispatch ? dispatchMetadataSchema.parse(JSON.parse(dispatch.metadata)).token : undefined;
    },
    { within: 5000, what: `a dispatch for ${room}` },
  );
}
