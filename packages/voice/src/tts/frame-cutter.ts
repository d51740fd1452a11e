import { AudioFrame } from '@livekit/rtc-node';

/**
 * Cuts raw 16-bit mono audio that comes in pieces of any length, even in the middle of a sample, into frames.
 * LiveKit's own AudioByteStream copies all that it holds byte by byte at each write.
 */
export class FrameCutter {
  readonly #sampleRate: number;
  readonly #frameBytes: number;
  #rest: Buffer = Buffer.alloc(0);

  constructor(sampleRate: number, frameMs: number) {
    this.#sampleRate = sampleRate;
    this.#frameBytes = Math.round((sampleRate * frameMs) / 1_000) * 2;
  }

  /** @returns the frames that are whole now. */
  cut(piece: Uint8Array): AudioFrame[] {
    const held = this.#rest.length === 0 ? Buffer.from(piece) : Buffer.concat([this.#rest, piece]);
    const whole = held.length - (held.length % this.#frameBytes);
    const frames: AudioFrame[] = [];
    for (let at = 0; at < whole; at += this.#frameBytes) {
      frames.push(this.#frame(held.subarray(at, at + this.#frameBytes)));
    }
    this.#rest = held.subarray(whole);
    return frames;
  }

  /** What is left, shorter than a frame; half a sample at the end is dropped. */
  rest(): AudioFrame | undefined {
    const bytes = this.#rest.subarray(0, this.#rest.length - (this.#rest.length % 2));
    this.#rest = Buffer.alloc(0);
    return bytes.length === 0 ? undefined : this.#frame(bytes);
  }

  #frame(bytes: Buffer): AudioFrame {
    // A copy of its own: rtc-node reads a frame from the beginning of its buffer, and samples must be aligned.
    const samples = new Int16Array(bytes.length / 2);
    for (let index = 0; index < samples.length; index++) samples[index] = bytes.readInt16LE(index * 2);
    return new AudioFrame(samples, this.#sampleRate, 1, samples.length);
  }
}
