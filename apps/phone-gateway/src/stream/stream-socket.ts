import type { WebSocket } from '@fastify/websocket';
import type { StreamWire } from './playout.ts';
import { parseStreamMessage, type StreamMessage, type StreamStart } from './stream-message.ts';

/** The WebSocket of one media stream. */
export interface StreamSocket extends StreamWire {
  /** The first message with content; undefined when the socket went before it came. */
  readonly started: Promise<StreamStart | undefined>;
  /** Never rejects. `stopped`: Twilio said that the call or the stream is over. */
  readonly closed: Promise<'stopped' | 'lost'>;
  /** What comes after the start. */
  listen(listener: (message: StreamMessage) => void): void;
  close(code: number, why: string): void;
}

export function watchStreamSocket(socket: WebSocket): StreamSocket {
  const started = Promise.withResolvers<StreamStart | undefined>();
  const closed = Promise.withResolvers<'stopped' | 'lost'>();
  let listener: ((message: StreamMessage) => void) | undefined;
  socket.on('message', (data: Buffer) => {
    const message = parseStreamMessage(data.toString('utf8'));
    if (!message) return;
    if (message.event === 'start') started.resolve(message.start);
    else if (message.event === 'stop') closed.resolve('stopped');
    else listener?.(message);
  });
  socket.on('close', () => {
    started.resolve(undefined);
    closed.resolve('lost');
  });
  socket.on('error', () => socket.terminate());
  return {
    started: started.promise,
    closed: closed.promise,
    listen(next) {
      listener = next;
    },
    send(message) {
      if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(message));
    },
    get waiting() {
      return socket.bufferedAmount;
    },
    close: (code, why) => socket.close(code, why),
  };
}
