import { EventEmitter } from 'node:events';
import type { SendFrame } from '../realtime/frame-sender.ts';
import type { PeerSocket } from '../realtime/peer-socket.ts';

export interface FakeSocket extends PeerSocket {
  /** What was sent, parsed. */
  // biome-ignore lint/suspicious/noExplicitAny: whatever was sent is to be asserted on
  sent: any[];
  closedWith: number | undefined;
  /** The other side says something. */
  say(message: unknown): void;
  /** The other side is gone. */
  leave(): void;
}

/** A socket whose other side is the test. */
export function createFakeSocket(): FakeSocket {
  const events = new EventEmitter();
  const socket: FakeSocket & { readyState: number } = {
    sent: [],
    closedWith: undefined,
    bufferedAmount: 0,
    readyState: 1,
    send: (text, done) => {
      socket.sent.push(JSON.parse(text));
      done?.();
    },
    close: (code) => {
      socket.closedWith ??= code;
      socket.leave();
    },
    terminate: () => socket.leave(),
    ping: () => {},
    pause: () => {},
    resume: () => {},
    // biome-ignore lint/suspicious/noExplicitAny: as ws declares it
    on: (event: string, listener: (...data: any[]) => void) => events.on(event, listener),
    say: (message) => void events.emit('message', JSON.stringify(message)),
    leave: () => {
      if (socket.readyState === 3) return;
      socket.readyState = 3;
      events.emit('close');
    },
  };
  return socket;
}

/** Sends frames to a fake socket. What they hold is JSON; before it come two bytes, or four when it is longer. */
export const sendTo =
  (socket: FakeSocket): SendFrame =>
  (frame, done) => {
    socket.send(String(frame.subarray(frame[1] === 126 ? 4 : 2)), () => done?.());
  };
