import type { Room } from '@livekit/rtc-node';

/** What is private in rtc-node's room and needed here. */
interface RoomInsides {
  ffiHandle?: { handle: bigint };
  onFfiEvent(event: FfiEvent): void;
}
type FfiClient = NonNullable<typeof globalThis._ffiClientInstance>;
type FfiEvent = Parameters<Parameters<FfiClient['waitFor']>[0]>[0];

/**
 * rtc-node tells every room every event of the whole process, each under a lock, and goes on doing so after the server
 * ended the room: the cost of ten calls grows with their square, and that of a long day without end. A connected room
 * is told here what concerns it.
 * @returns tells it nothing more
 */
export function narrowRoomEvents(room: Room): () => void {
  const insides = room as unknown as RoomInsides;
  const client = globalThis._ffiClientInstance;
  const tell = insides.onFfiEvent;
  const tellOwn = (event: FfiEvent): void => {
    const { message } = event;
    const own = message.case === 'roomEvent' && message.value.roomHandle === insides.ffiHandle?.handle;
    if (own || message.case === 'rpcMethodInvocation') tell(event);
  };
  client?.off('ffi_event', tell);
  client?.on('ffi_event', tellOwn);
  return () => {
    client?.off('ffi_event', tell);
    client?.off('ffi_event', tellOwn);
    room.removeAllListeners();
  };
}
