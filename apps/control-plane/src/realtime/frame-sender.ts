import type { Writable } from 'node:stream';
import { isOpen, type PeerSocket } from './peer-socket.ts';

/** Sends a message as it goes over the wire (see `textFrame`); `done` when it has left, or never will. */
export type SendFrame = (frame: Buffer, done?: () => void) => void;

/** What a socket is a socket on. */
export type Connection = Pick<Writable, 'cork' | 'uncork' | 'write' | 'writableLength'>;

/** Beyond it what has gathered is written at once: it would count as what the viewer has not taken. */
const gatheredBytes = 16 * 1024;

/**
 * Writes to a socket's connection past `ws`, which makes a frame anew for each viewer and writes each by itself: what
 * is sent in one turn of the event loop leaves at its end, in one write. What `ws` itself sends (pings, the close)
 * keeps its place, for it goes through the same connection.
 */
export function frameSender(socket: PeerSocket, connection: Connection): SendFrame {
  let gathering = false;
  const leave = (): void => {
    if (!gathering) return;
    gathering = false;
    connection.uncork();
  };
  return (frame, done) => {
    if (!isOpen(socket)) {
      done?.();
      return;
    }
    if (!gathering) {
      gathering = true;
      connection.cork();
      setImmediate(leave);
    }
    if (done) connection.write(frame, done);
    else connection.write(frame);
    if (connection.writableLength > gatheredBytes) leave();
  };
}
