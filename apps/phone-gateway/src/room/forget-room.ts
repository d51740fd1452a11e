import type { Room } from '@livekit/rtc-node';

/**
 * rtc-node goes on telling a room every event of the whole process after the server ended it: only a `disconnect` on
 * a room that is still connected unsubscribes. With each such call all others would cost more, for ever.
 */
export function forgetRoom(room: Room): void {
  const { onFfiEvent } = room as unknown as { onFfiEvent: () => void };
  globalThis._ffiClientInstance?.off('ffi_event', onFfiEvent);
  room.removeAllListeners();
}
