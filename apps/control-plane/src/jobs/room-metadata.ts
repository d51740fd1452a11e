import { type SessionId, sessionIdSchema } from '@parley/contracts';
import { z } from 'zod';

/** What a session's room says of itself; everybody in it can read it. It outlives the control plane. */
const roomMetadataSchema = z.object({
  session_id: sessionIdSchema,
  /** A caller has been in the room. */
  caller_seen: z.boolean().default(false),
});
export type RoomMetadata = z.output<typeof roomMetadataSchema>;

export const composeRoomMetadata = (sessionId: SessionId, callerSeen: boolean): string =>
  JSON.stringify({ session_id: sessionId, caller_seen: callerSeen } satisfies RoomMetadata);

/** @returns undefined for a room that no session of ours has opened. */
export function parseRoomMetadata(text: string): RoomMetadata | undefined {
  try {
    return roomMetadataSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
