import { decodeMuLaw } from '../../../callers/phone/mu-law.ts';

const frameSamples = 160;

/** What Twilio does with the audio it is sent: keeps it, and plays it to the telephone in order and in real time. */
export class Playback {
  #queue: ({ pcm: Int16Array; at: number } | { mark: string })[] = [];
  readonly #played: Int16Array[] = [];
  readonly #onMark: (name: string) => void;
  #held = false;
  clears = 0;

  constructor(onMark: (name: string) => void) {
    this.#onMark = onMark;
  }

  add(payload: Buffer): void {
    this.#queue.push({ pcm: Int16Array.from(payload, decodeMuLaw), at: 0 });
  }

  mark(name: string): void {
    this.#queue.push({ mark: name });
  }

  /** Marks that were waiting are told at once. */
  clear(): void {
    this.clears++;
    const waiting = this.#queue;
    this.#queue = [];
    for (const item of waiting) if ('mark' in item) this.#onMark(item.mark);
  }

  /** Plays nothing until it is let go: what comes meanwhile piles up, as after a stall of the network. */
  hold(held: boolean): void {
    this.#held = held;
  }

  /** Milliseconds that wait to be played. */
  get waitingMs(): number {
    return this.#queue.reduce((sum, item) => sum + ('pcm' in item ? (item.pcm.length - item.at) / 8 : 0), 0);
  }

  /** Plays 20 ms. */
  tick(): void {
    const frame = new Int16Array(frameSamples);
    for (let filled = 0; !this.#held; ) {
      const [item] = this.#queue;
      if (!item || (filled === frameSamples && 'pcm' in item)) break;
      if ('mark' in item) {
        this.#queue.shift();
        this.#onMark(item.mark);
        continue;
      }
      const piece = item.pcm.subarray(item.at, item.at + frameSamples - filled);
      frame.set(piece, filled);
      filled += piece.length;
      item.at += piece.length;
      if (item.at >= item.pcm.length) this.#queue.shift();
    }
    this.#played.push(frame);
  }

  /** All that the telephone has heard, 8 kHz. */
  heard(): Int16Array {
    const all = new Int16Array(this.#played.length * frameSamples);
    for (const [index, frame] of this.#played.entries()) all.set(frame, index * frameSamples);
    return all;
  }
}
