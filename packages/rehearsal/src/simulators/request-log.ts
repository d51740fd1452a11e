import type { Fault, RequestClass } from './behaviour.ts';

export interface LogEntry {
  n: number;
  at: string;
  class: RequestClass;
  /** The request's protocol, e.g. `openai.chat`, `cartesia.tts.socket`. */
  kind: string;
  /** The API key that was sent. */
  client: string;
  /** What was recognised, answered or spoken. */
  text?: string;
  /** From the request to the first token or audio, or to the final text; in milliseconds. */
  latency_ms?: number;
  fault?: Fault;
}

const maxEntries = 10_000;

/** What the simulators saw and said, newest last; the oldest are forgotten beyond 10,000. */
export class RequestLog {
  #entries: LogEntry[] = [];
  #next = 1;

  add(entry: Omit<LogEntry, 'n' | 'at'>): void {
    this.#entries.push({ n: this.#next++, at: new Date().toISOString(), ...entry });
    if (this.#entries.length > maxEntries) this.#entries.shift();
  }

  after(n: number): LogEntry[] {
    return this.#entries.filter((entry) => entry.n > n);
  }
}
