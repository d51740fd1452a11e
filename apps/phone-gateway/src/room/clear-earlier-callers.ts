import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from '@parley/observability';
import type { RoomServiceClient } from 'livekit-server-sdk';

/** Whose call a participant is. */
export const bridgeAttribute = 'parley.bridge';

const tries = 10;
const retryMs = 2_000;

export interface ClearOptions {
  bridgeId: string;
  /** A caller of this life. */
  isCurrent(room: string, identity: string): boolean;
  log: Logger;
  signal: AbortSignal;
}

type Rooms = Pick<RoomServiceClient, 'listRooms' | 'listParticipants' | 'removeParticipant'>;

/**
 * Puts out of their rooms the callers whom a killed gateway has left there: nobody carries their calls any more, and
 * LiveKit alone would take a while to notice.
 */
export async function clearEarlierCallers(
  rooms: Rooms,
  { bridgeId, isCurrent, log, signal }: ClearOptions,
): Promise<void> {
  const roomsBefore = await listRooms(rooms, log, signal);
  for (const { name } of roomsBefore) {
    const participants = await rooms.listParticipants(name).catch(() => []);
    const mine = participants.filter(
      ({ identity, attributes }) => attributes[bridgeAttribute] === bridgeId && !isCurrent(name, identity),
    );
    for (const { identity } of mine) {
      log.warn({ room: name }, 'a caller of an earlier life is put out of the room');
      await rooms.removeParticipant(name, identity).catch(() => {});
    }
  }
}

/** LiveKit may be starting too. */
async function listRooms(rooms: Rooms, log: Logger, signal: AbortSignal): Promise<{ name: string }[]> {
  for (let tried = 1; !signal.aborted; tried++) {
    try {
      return await rooms.listRooms();
    } catch (error) {
      if (tried === tries) log.warn({ err: error }, 'callers of an earlier life were not looked for');
      if (tried === tries) return [];
      await delay(retryMs, undefined, { signal }).catch(() => {});
    }
  }
  return [];
}
