import { inference } from '@livekit/agents';

/**
 * The local model that tells a pause from the end of a turn. It finds its executor through the job's
 * context, so it must be made inside the job. The version is pinned: the default asks LiveKit's cloud
 * in development mode.
 */
export const createTurnDetector = (): inference.TurnDetector =>
  new inference.TurnDetector({ version: 'v1-mini' });
