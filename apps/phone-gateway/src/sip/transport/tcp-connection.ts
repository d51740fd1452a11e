import type { Socket } from 'node:net';
import type { SipSource } from '../types.ts';
import { FrameStream } from './frame-stream.ts';

/** How long a connection that carries no call may be silent. */
const idleMs = 60_000;

export interface TcpEvents {
  onMessage(bytes: Buffer, source: SipSource, connection: TcpConnection): void;
  onBroken(source: SipSource): void;
}

/** One stream of SIP messages, accepted or opened by us. */
export class TcpConnection {
  readonly source: SipSource;
  readonly #socket: Socket;
  #calls = 0;

  constructor(socket: Socket, { maxBytes, events }: { maxBytes: number; events: TcpEvents }) {
    this.#socket = socket;
    this.source = {
      address: (socket.remoteAddress ?? '').replace(/^::ffff:/, ''),
      port: socket.remotePort ?? 0,
      protocol: 'TCP',
    };
    const frames = new FrameStream(maxBytes);
    socket.setNoDelay(true);
    socket.setKeepAlive(true, 30_000);
    socket.setTimeout(idleMs, () => {
      if (this.#calls === 0) socket.destroy();
    });
    // Every error is followed by 'close', which is what counts.
    socket.on('error', () => {});
    socket.on('data', (chunk: Buffer) => {
      const { messages, pings, broken } = frames.push(chunk);
      for (let i = 0; i < Math.min(pings, 4); i++) socket.write('\r\n');
      for (const message of messages) events.onMessage(message, this.source, this);
      if (!broken) return;
      events.onBroken(this.source);
      socket.destroy();
    });
  }

  get open(): boolean {
    return this.#socket.writable && !this.#socket.destroyed;
  }

  /** While a call holds it, silence does not close the connection. */
  hold(): () => void {
    this.#calls += 1;
    let held = true;
    return () => {
      if (held) this.#calls -= 1;
      held = false;
    };
  }

  send(text: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#socket.write(text, (error) => (error ? reject(error) : resolve()));
    });
  }

  onClose(listener: () => void): void {
    this.#socket.once('close', listener);
  }

  close(): void {
    this.#socket.destroySoon();
  }

  destroy(): void {
    this.#socket.destroy();
  }
}
