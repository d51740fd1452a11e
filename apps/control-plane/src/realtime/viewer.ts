import { socketCloseCodes } from '@parley/contracts';
import type { Clock } from '../clock.ts';
import { closeSocket } from './close-socket.ts';
import type { SendFrame } from './frame-sender.ts';
import type { RealtimeLimits } from './limits.ts';
import { isOpen, type PeerSocket } from './peer-socket.ts';
import type { ViewerMessage } from './viewer-message.ts';

export interface ViewerOptions {
  socket: PeerSocket;
  send: SendFrame;
  /** Highest seq that the viewer has seen already. */
  after: number;
  limits: RealtimeLimits;
  clock: Clock;
}

/** The stored events after a seq, oldest first, at most `limit`. */
export type ReadStored = (after: number, limit: number) => Promise<ViewerMessage[]>;

const sessionOver = 'the session is over';

/**
 * One viewer's end: first a replay of what is stored, then live. What happens during the replay waits,
 * and every message goes out once, by its seq. A viewer that does not keep up harms nobody but itself.
 */
export class Viewer {
  readonly #options: ViewerOptions;
  #lastSeq: number;
  #waiting: ViewerMessage[] | undefined = [];
  #over = false;

  constructor(options: ViewerOptions) {
    this.#options = options;
    this.#lastSeq = options.after;
  }

  /** Hands over what has just happened; never waits. */
  deliver(message: ViewerMessage): void {
    if (this.#waiting) this.#waiting.push(message);
    else this.#deliverLive(message);
  }

  /**
   * Sends what was missed, then goes live.
   * @param isOver the session has ended: close when everything is sent.
   */
  async replay(read: ReadStored, isOver: boolean): Promise<void> {
    const { replayPageSize } = this.#options.limits;
    let ended = isOver;
    let page: ViewerMessage[];
    do {
      page = await read(this.#lastSeq, replayPageSize);
      ended ||= page.some(({ last }) => last);
      await this.#sendPage(page);
      // A viewer that has left takes nothing more, and would be read for without end.
    } while (page.length === replayPageSize && !this.#over && isOpen(this.#options.socket));
    const waiting = this.#waiting ?? [];
    this.#waiting = undefined;
    for (const message of waiting) this.#deliverLive(message);
    if (ended) this.close(1000, sessionOver);
  }

  close(code: number, reason: string): void {
    if (this.#over) return;
    this.#over = true;
    const { socket, limits, clock } = this.#options;
    closeSocket(socket, { code, reason, withinMs: limits.closeMs, clock });
  }

  #deliverLive(message: ViewerMessage): void {
    if (message.seq <= this.#lastSeq) {
      if (message.last) this.close(1000, sessionOver);
      return;
    }
    const { socket, limits } = this.#options;
    const waitingBytes = socket.bufferedAmount;
    if (message.interim && waitingBytes > limits.viewerInterimBytes) return;
    if (waitingBytes > limits.viewerMaxBytes) {
      this.#closeTooSlow();
      return;
    }
    this.#send(message);
    if (message.last) this.close(1000, sessionOver);
  }

  /** Resolves when the page has left, or the viewer is given up. */
  async #sendPage(page: ViewerMessage[]): Promise<void> {
    const last = page.at(-1);
    if (!last || this.#over) return;
    for (const message of page.slice(0, -1)) this.#send(message);
    const left = Promise.withResolvers<void>();
    const { limits, clock } = this.#options;
    const callOff = clock.after(limits.replayPageMs, () => {
      this.#closeTooSlow();
      left.resolve();
    });
    this.#send(last, left.resolve);
    await left.promise.finally(callOff);
  }

  #send(message: ViewerMessage, done?: () => void): void {
    const { socket, send } = this.#options;
    if (this.#over || !isOpen(socket)) {
      done?.();
      return;
    }
    this.#lastSeq = message.seq;
    send(message.frame, done);
  }

  #closeTooSlow(): void {
    this.close(socketCloseCodes.tooSlow, 'too slow: reconnect with ?after=');
  }
}
