import type { Clock } from '../clock.ts';
import type { PeerSocket } from './peer-socket.ts';

export interface CloseSocketOptions {
  code: number;
  reason: string;
  /** Milliseconds to answer. */
  withinMs: number;
  clock: Clock;
}

/** Closes a socket, and cuts the connection when the peer does not answer. */
export function closeSocket(socket: PeerSocket, { code, reason, withinMs, clock }: CloseSocketOptions): void {
  socket.close(code, reason);
  const callOff = clock.after(withinMs, () => socket.terminate());
  socket.on('close', callOff);
}
