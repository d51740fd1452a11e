import {
  type CallTransfer,
  type EndReason,
  isDurable,
  socketCloseCodes,
  type WorkerEvent,
  type WorkerReply,
} from '@parley/contracts';
import { backoffDelay } from '../backoff-delay.ts';
import { EventBuffer, type NumberedEvent } from './event-buffer.ts';
import { openWorkerSocket, type WorkerSocket } from './open-worker-socket.ts';

/** The control plane will not have this job's events any more: HTTP status or close code. */
export interface Refusal {
  code: number;
}

export interface EventReporterOptions {
  /** The control plane's address. */
  url: string;
  sessionId: string;
  token: string;
  jobId: string;
  /** Unacknowledged events kept at most. */
  capacity?: number;
  /** Milliseconds without a sign of life after which a socket is given up. */
  heartbeatMs?: number;
  /** The session is over: leave the room. Called once at most. */
  onEnd?: (reason: EndReason) => void;
  /** How far a transfer of the call is; the same may be told again. */
  onTransfer?: (transfer: CallTransfer) => void;
  /** The session is gone or another job has it: leave the room. Called once at most. */
  onRefused?: (refusal: Refusal) => void;
  /** The socket came or went; `detail` holds nothing secret. */
  onConnection?: (state: 'open' | 'lost', detail?: string) => void;
}

/** Answers after which trying again cannot help: the session is not there, or not this job's. */
const refusals: number[] = [404, 409, 410, socketCloseCodes.notFound, socketCloseCodes.superseded];

/**
 * Reports a job's events in order, each exactly once in effect: numbered here, kept until acknowledged,
 * sent again after a lost connection. It never throws and never waits: the call goes on without it.
 */
export class EventReporter {
  readonly #options: EventReporterOptions;
  readonly #buffer: EventBuffer;
  #socket: WorkerSocket | undefined;
  /** True between `welcome` and the loss of the socket. */
  #ready = false;
  #failures = 0;
  #retry: NodeJS.Timeout | undefined;
  #stopped = false;
  /** The server closed after `end` with nothing left to report: a late event opens a new connection. */
  #dormant = false;
  /** True once the control plane has said that the session is over. */
  #over = false;
  #done: EndReason | undefined;
  #doneSent = false;
  #waiting: (() => void)[] = [];

  constructor(options: EventReporterOptions) {
    this.#options = options;
    this.#buffer = new EventBuffer(options.capacity ?? 5_000);
    this.#connect();
  }

  /** @param at when it happened; now if left out. Interim transcripts are dropped while there is no connection. */
  report(event: WorkerEvent, at: Date = new Date()): void {
    if (this.#stopped) return;
    const numbered = this.#buffer.add(event, at.toISOString());
    if (this.#ready && (isDurable(event) || !this.#socket?.congested)) this.#send(numbered);
    else if (this.#dormant) this.#connect();
  }

  /** Says that the job is over; sent once everything before it is acknowledged. */
  done(reason: EndReason): void {
    this.#done ??= reason;
    this.#settle();
  }

  /** Waits until everything is acknowledged (and `done` is sent). @returns false when time ran out first. */
  async flush(timeoutMs: number): Promise<boolean> {
    if (this.#isSettled()) return true;
    if (this.#stopped) return false;
    const settled = Promise.withResolvers<boolean>();
    const timer = setTimeout(() => settled.resolve(this.#isSettled()), timeoutMs);
    this.#waiting.push(() => settled.resolve(this.#isSettled()));
    return settled.promise.finally(() => clearTimeout(timer));
  }

  /** Closes the socket for good and waits (shortly) until it is. Unacknowledged events are lost. */
  async close(): Promise<void> {
    this.#stop();
    await this.#socket?.close();
  }

  /** Number of durable events that the control plane has not acknowledged. */
  get pending(): number {
    return this.#buffer.pending.length;
  }

  #connect(): void {
    this.#dormant = false;
    this.#doneSent = false;
    const { url, sessionId, token, heartbeatMs } = this.#options;
    this.#socket = openWorkerSocket({
      url,
      sessionId,
      token,
      heartbeatMs: heartbeatMs ?? 10_000,
      onOpen: () => this.#socket?.send({ type: 'hello', job_id: this.#options.jobId }),
      onReply: (reply) => this.#receive(reply),
      onClose: (code) => this.#lost(code),
    });
  }

  #receive(reply: WorkerReply): void {
    switch (reply.type) {
      case 'welcome':
        this.#failures = 0;
        this.#buffer.ack(reply.acked_seq);
        this.#options.onConnection?.('open');
        this.#resume();
        break;
      case 'ack':
        this.#buffer.ack(reply.seq);
        break;
      case 'transfer':
        this.#options.onTransfer?.(reply.transfer);
        break;
      case 'end':
        if (!this.#over) this.#options.onEnd?.(reply.reason);
        this.#over = true;
        break;
    }
    this.#settle();
  }

  #resume(): void {
    this.#buffer.noteLoss(new Date().toISOString());
    for (const event of this.#buffer.pending) this.#send(event);
    this.#ready = true;
  }

  #send(numbered: NumberedEvent): void {
    this.#socket?.send({ type: 'event', ...numbered });
  }

  #lost(code: number): void {
    this.#ready = false;
    if (this.#stopped) return;
    this.#options.onConnection?.('lost', `code ${code}`);
    if (refusals.includes(code) || (code === 1000 && !this.#over)) {
      this.#stop();
      if (!this.#over) this.#options.onRefused?.({ code });
      return;
    }
    this.#dormant = this.#over && this.#buffer.pending.length === 0;
    if (this.#dormant) return;
    this.#failures += 1;
    this.#retry = setTimeout(() => this.#connect(), backoffDelay(this.#failures));
    this.#retry.unref();
  }

  #isSettled(): boolean {
    return this.#buffer.pending.length === 0 && (this.#done === undefined || this.#doneSent);
  }

  #settle(): void {
    if (this.#buffer.pending.length > 0) return;
    if (this.#done && this.#ready && !this.#doneSent) {
      this.#socket?.send({ type: 'done', reason: this.#done });
      this.#doneSent = true;
    }
    if (!this.#isSettled()) return;
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  #stop(): void {
    this.#stopped = true;
    this.#ready = false;
    clearTimeout(this.#retry);
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}
