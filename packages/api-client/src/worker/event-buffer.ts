import { isDurable, type WorkerEvent } from '@parley/contracts';

export interface NumberedEvent {
  seq: number;
  at: string;
  event: WorkerEvent;
}

/** What a transcript without it would still be understood: these go first when the buffer is full. */
const expendable: WorkerEvent['type'][] = ['speech_started', 'speech_stopped', 'agent_state', 'turn_timing'];

/**
 * Durable events that are not acknowledged yet, in order, at most `capacity`.
 * When it is full the oldest expendable event goes; when none is left, the oldest of all.
 */
export class EventBuffer {
  #events: NumberedEvent[] = [];
  #lastSeq = 0;
  #lost = 0;
  readonly #capacity: number;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** Numbers the event and keeps it, if it is to be kept at all. */
  add(event: WorkerEvent, at: string): NumberedEvent {
    this.#lastSeq += 1;
    const numbered = { seq: this.#lastSeq, at, event };
    if (isDurable(event)) {
      if (this.#events.length >= this.#capacity) this.#dropOne();
      this.#events.push(numbered);
    }
    return numbered;
  }

  /** Forgets everything up to and including `seq`. */
  ack(seq: number): void {
    const first = this.#events.findIndex((event) => event.seq > seq);
    this.#events.splice(0, first === -1 ? this.#events.length : first);
  }

  /** Puts on record, beyond the capacity, that events were lost since the last time, if any were. */
  noteLoss(at: string): void {
    if (this.#lost === 0) return;
    const message = `${this.#lost} events were lost while the control plane was away.`;
    this.#lost = 0;
    this.#lastSeq += 1;
    this.#events.push({ seq: this.#lastSeq, at, event: { type: 'error', source: 'reporting', message } });
  }

  get pending(): readonly NumberedEvent[] {
    return this.#events;
  }

  #dropOne(): void {
    const at = this.#events.findIndex(({ event }) => expendable.includes(event.type));
    this.#events.splice(Math.max(at, 0), 1);
    this.#lost += 1;
  }
}
