import type { ParleyClient } from '@parley/api-client';
import { joinAsCaller } from './join-as-caller.ts';
import type { OpenLine } from './open-line.ts';

export interface OpenRoomOptions {
  client: ParleyClient;
  room: string;
  agentId?: string | undefined;
  systemPrompt?: string | undefined;
}

/** Creates a session through the public session API; the caller enters its room with a token. */
export async function openRoom({ client, room, agentId, systemPrompt }: OpenRoomOptions): Promise<OpenLine> {
  const { session_id } = await client.createSession({
    room,
    ...(agentId && { agent_id: agentId }),
    ...(systemPrompt && { system_prompt: systemPrompt }),
  });
  return {
    session_id,
    room,
    origin: performance.now(),
    async enter(options) {
      const { token, url } = await client.token({ room, identity: 'caller', name: 'Scripted caller' });
      return joinAsCaller({ url, token, ...options });
    },
  };
}
