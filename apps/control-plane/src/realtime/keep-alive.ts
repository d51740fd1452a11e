import type { Clock } from '../clock.ts';
import type { PeerSocket } from './peer-socket.ts';

/** Pings the peer; one that has not answered by the next ping is cut off. Ends with the socket. */
export function keepAlive(socket: PeerSocket, { everyMs, clock }: { everyMs: number; clock: Clock }): void {
  let answered = true;
  let callOff = () => {};
  const beat = (): void => {
    if (!answered) {
      socket.terminate();
      return;
    }
    answered = false;
    socket.ping();
    callOff = clock.after(everyMs, beat);
  };
  socket.on('pong', () => {
    answered = true;
  });
  socket.on('close', () => callOff());
  callOff = clock.after(everyMs, beat);
}
