import type { CallTransfer, EndReason, SessionEvent } from '@parley/contracts';
import { nextEventSeq, type SeqIssuer, type SessionRow } from '@parley/core';
import type { Clock } from '../clock.ts';
import { SerialQueue } from './serial-queue.ts';
import type { Viewer } from './viewer.ts';
import { type SequencedEvent, toViewerMessage, type ViewerMessage } from './viewer-message.ts';

/** What the channel needs to know of its session. */
export type SessionRef = Pick<SessionRow, 'id' | 'createdAt' | 'lastSeq' | 'channel' | 'agentVersionId'>;

/** Is told of what is durable, after those who watch. It must not throw. */
export type SessionObserver = (session: SessionRef, events: SequencedEvent[]) => void;

/** A job's open socket. */
export interface WorkerPeer {
  /** Tells the job that its session is over. */
  end(reason: EndReason): void;
  /** Tells the job how far a transfer is. */
  tell(transfer: CallTransfer): void;
  close(code: number, reason: string): void;
}

/** What has been written, in the order of its seq. */
export interface Written {
  events: SequencedEvent[];
}

/** Gives numbers to what is written; goes into the context of the verb that writes. */
export type IssueSeq = SeqIssuer['issueSeq'];

interface ChannelOptions {
  clock: Clock;
  issueSeq: IssueSeq;
  observe: SessionObserver;
}

/** One session's events on their way from those who write them to those who watch. */
export class SessionChannel {
  readonly #session: SessionRef;
  readonly #clock: Clock;
  readonly #issueSeq: IssueSeq;
  readonly #observe: SessionObserver;
  readonly #turns = new SerialQueue();
  readonly #viewers = new Set<Viewer>();
  readonly #workers = new Map<string, WorkerPeer>();
  #workersGone: (() => void)[] = [];

  constructor(session: SessionRef, { clock, issueSeq, observe }: ChannelOptions) {
    this.#session = session;
    this.#clock = clock;
    this.#issueSeq = issueSeq;
    this.#observe = observe;
  }

  /**
   * Runs `write`, which commits, and only then shows viewers what it wrote. Writes and interims of a session
   * take turns, so that viewers see its events in the order of seq.
   */
  commit<T extends Written>(write: (issueSeq: IssueSeq) => Promise<T>): Promise<T> {
    return this.#turns.run(async () => {
      const written = await write(this.#issueSeq);
      for (const event of written.events) this.#show(toViewerMessage(this.#session.id, event));
      this.#observe(this.#session, written.events);
      return written;
    });
  }

  /** Shows what is not stored, once what is being written is through. */
  async relayInterim(event: SessionEvent, at: string): Promise<void> {
    if (this.#viewers.size === 0) return;
    await this.#turns.run(async () => {
      const { id } = this.#session;
      const seq = this.#issueSeq(id, nextEventSeq(this.#session, new Date(this.#clock.now())));
      this.#show(toViewerMessage(id, { seq, at, event }));
    });
  }

  addViewer(viewer: Viewer): void {
    this.#viewers.add(viewer);
  }

  removeViewer(viewer: Viewer): void {
    this.#viewers.delete(viewer);
  }

  /** @returns the socket that the job had before, if any. */
  addWorker(jobId: string, peer: WorkerPeer): WorkerPeer | undefined {
    const earlier = this.#workers.get(jobId);
    this.#workers.set(jobId, peer);
    return earlier;
  }

  removeWorker(jobId: string, peer: WorkerPeer): void {
    if (this.#workers.get(jobId) === peer) this.#workers.delete(jobId);
    if (this.#workers.size > 0) return;
    for (const resolve of this.#workersGone.splice(0)) resolve();
  }

  endWorkers(reason: EndReason): void {
    for (const peer of this.#workers.values()) peer.end(reason);
  }

  tellWorkers(transfer: CallTransfer): void {
    for (const peer of this.#workers.values()) peer.tell(transfer);
  }

  /** Resolves when no job's socket is open, or after `withinMs`. */
  async workersGone(withinMs: number): Promise<void> {
    if (this.#workers.size === 0) return;
    const gone = Promise.withResolvers<void>();
    this.#workersGone.push(gone.resolve);
    const callOff = this.#clock.after(withinMs, gone.resolve);
    await gone.promise.finally(callOff);
  }

  closeAll(code: number, reason: string): void {
    for (const viewer of this.#viewers) viewer.close(code, reason);
    for (const peer of this.#workers.values()) peer.close(code, reason);
  }

  get idle(): boolean {
    return this.#viewers.size === 0 && this.#workers.size === 0 && this.#turns.idle;
  }

  #show(message: ViewerMessage): void {
    for (const viewer of this.#viewers) viewer.deliver(message);
  }
}
