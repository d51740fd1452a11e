import {
  type CallTransfer,
  type EndReason,
  isDurable,
  socketCloseCodes,
  type WorkerReply,
} from '@parley/contracts';
import type { Logger } from '@parley/observability';
import type { Clock } from '../clock.ts';
import { closeSocket } from './close-socket.ts';
import type { RealtimeLimits } from './limits.ts';
import { isOpen, type PeerSocket } from './peer-socket.ts';
import { type BadMessage, readWorkerMessage } from './read-worker-message.ts';
import type { SessionChannel, WorkerPeer } from './session-channel.ts';
import { storeReports } from './store-reports.ts';
import type { Report, ReportStore } from './worker-report.ts';

export interface WorkerLinkOptions {
  socket: PeerSocket;
  /** The session's channel as it is now: one that nobody uses is forgotten. */
  channelOf: () => SessionChannel;
  store: ReportStore;
  limits: RealtimeLimits;
  clock: Clock;
  log: Logger;
  onHello: (jobId: string) => void;
  /** The job says that it is over. */
  onDone: (reason: EndReason) => void;
  onClose: () => void;
}

type Item = Report | BadMessage | { type: 'hello'; job_id: string } | { type: 'done'; reason: EndReason };

/** A job's event socket: takes its reports in order, commits them in batches and acknowledges what is committed. */
export class WorkerLink implements WorkerPeer {
  readonly #options: WorkerLinkOptions;
  #queue: Item[] = [];
  #working = false;
  #paused = false;
  #left = false;
  #jobId: string | undefined;
  #channel: SessionChannel | undefined;

  constructor(options: WorkerLinkOptions) {
    this.#options = options;
    options.socket.on('message', (data) => this.#receive(String(data)));
    // What a job has sent before it died is heard to the end: nobody will send it again.
    options.socket.on('close', () => void this.#work());
  }

  end(reason: EndReason): void {
    this.#send({ type: 'end', reason });
    const { clock, limits, socket } = this.#options;
    const callOff = clock.after(limits.lateReportsMs, () => this.close(1000, 'the session is over'));
    socket.on('close', callOff);
  }

  tell(transfer: CallTransfer): void {
    this.#send({ type: 'transfer', transfer });
  }

  close(code: number, reason: string): void {
    const { socket, clock, limits } = this.#options;
    closeSocket(socket, { code, reason, withinMs: limits.closeMs, clock });
  }

  #receive(text: string): void {
    const message = readWorkerMessage(text);
    this.#queue.push(message);
    const { socket, limits } = this.#options;
    if (this.#queue.length > limits.workerQueueSize && !this.#paused) {
      this.#paused = true;
      socket.pause();
    }
    void this.#work();
  }

  async #work(): Promise<void> {
    if (this.#working) return;
    this.#working = true;
    try {
      while (this.#queue.length > 0) await this.#next();
    } catch (error) {
      this.#options.log.error({ err: error }, 'worker socket failed');
      this.#queue = [];
      this.close(1011, 'internal error');
    } finally {
      this.#working = false;
    }
    if (!isOpen(this.#options.socket)) this.#leave();
  }

  #leave(): void {
    if (this.#left) return;
    this.#left = true;
    if (this.#jobId !== undefined) this.#channel?.removeWorker(this.#jobId, this);
    this.#options.onClose();
  }

  async #next(): Promise<void> {
    const item = this.#queue[0];
    if (item?.type === 'hello') await this.#greet(item.job_id);
    else if (this.#jobId === undefined) return this.#refuse();
    else if (item?.type === 'done') this.#options.onDone(item.reason);
    else return this.#takeBatch(this.#jobId);
    this.#queue.shift();
  }

  #refuse(): void {
    this.#queue = [];
    if (isOpen(this.#options.socket)) this.close(socketCloseCodes.badMessage, 'expected hello first');
  }

  async #greet(jobId: string): Promise<void> {
    if (this.#jobId !== undefined) return;
    const { store, channelOf, onHello } = this.#options;
    const ackedSeq = await store.ackedSeq(jobId);
    this.#jobId = jobId;
    this.#channel = channelOf();
    // The job may have another socket by now.
    if (!isOpen(this.#options.socket)) return;
    const earlier = this.#channel.addWorker(jobId, this);
    earlier?.close(socketCloseCodes.superseded, 'this job has opened another socket');
    this.#send({ type: 'welcome', acked_seq: ackedSeq });
    onHello(jobId);
    // Asked only now: from here on the channel tells, so that no end falls between.
    const { endReason, transfer } = await store.standing();
    if (endReason) this.end(endReason);
    else if (transfer) this.tell(transfer);
  }

  /** Commits as many reports as have come; interims that something stored has overtaken are left out. */
  async #takeBatch(jobId: string): Promise<void> {
    const { limits } = this.#options;
    const other = this.#queue.findIndex(({ type }) => type !== 'event' && type !== 'bad');
    const size = Math.min(other === -1 ? this.#queue.length : other, limits.workerBatchSize);
    const items = this.#queue.slice(0, size) as (Report | BadMessage)[];
    for (const item of items) if (item.type === 'bad') this.#complain(item);
    const reports = items.filter((item) => item.type === 'event');
    const durable = reports.filter(({ event }) => isDurable(event));
    const first = durable[0];
    const channel = this.#channel;
    if (!channel) return;
    await this.#relay(channel, first ? reports.slice(0, reports.indexOf(first)) : reports);
    if (first) {
      await storeReports({ ...this.#options, channel, jobId, reports: durable });
      await this.#relay(channel, reports.slice(reports.indexOf(durable.at(-1) ?? first) + 1));
    }
    this.#queue.splice(0, size);
    const seq = Math.max(...items.map((item) => item.seq ?? 0));
    if (seq > 0) this.#send({ type: 'ack', seq });
    if (this.#paused && this.#queue.length < limits.workerQueueSize / 2) {
      this.#paused = false;
      this.#options.socket.resume();
    }
  }

  async #relay(channel: SessionChannel, interims: Report[]): Promise<void> {
    for (const { event, at } of interims) await channel.relayInterim(event, at);
  }

  #complain({ seq, problem }: BadMessage): void {
    this.#options.log.warn({ jobId: this.#jobId, seq, problem }, 'a worker sent a message that is none');
  }

  #send(reply: WorkerReply): void {
    const { socket } = this.#options;
    if (isOpen(socket)) socket.send(JSON.stringify(reply));
  }
}
