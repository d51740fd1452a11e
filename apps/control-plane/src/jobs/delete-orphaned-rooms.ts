import { isFinalSessionState, type SessionId } from '@parley/contracts';
import { findSession } from '@parley/core';
import { parseLiveKitRoomName, type RoomSummary } from '@parley/telephony';
import { parseRoomMetadata } from './room-metadata.ts';
import { type SupervisorContext, systemContext } from './supervisor-context.ts';

/**
 * Deletes rooms whose session is over: their deletion failed, or its process died before it.
 * Rooms of sessions that we do not know belong to somebody else and are left alone.
 * @param rooms as they were before the live sessions were listed, so that no new session looks orphaned.
 */
export async function deleteOrphanedRooms(
  context: SupervisorContext,
  { rooms, live }: { rooms: RoomSummary[]; live: ReadonlySet<SessionId> },
): Promise<void> {
  for (const { livekitRoom, metadata, sid } of rooms) {
    const tenantId = parseLiveKitRoomName(livekitRoom)?.tenantId;
    const sessionId = parseRoomMetadata(metadata)?.session_id;
    if (!tenantId || !sessionId || live.has(sessionId)) continue;
    const session = await findSession({ ctx: systemContext(context, tenantId), sessionId });
    if (!session || !isFinalSessionState(session.state)) continue;
    // Meanwhile a new session may have taken the name.
    const [now] = await context.rooms.listRooms([livekitRoom]);
    if (now?.sid !== sid || now.metadata !== metadata) continue;
    context.log.warn({ livekitRoom, sessionId }, 'a room has outlived its session and is deleted');
    await context.rooms.deleteRoom(livekitRoom);
  }
}
