import type { AudioFrame } from '@livekit/rtc-node';

const secondsOf = (frame: AudioFrame): number => frame.samplesPerChannel / frame.sampleRate;

/** The audio that may not be recognised yet: the latest seconds, up to a limit. */
export class RecentAudio {
  #frames: AudioFrame[] = [];
  #seconds = 0;
  readonly #limit: number;

  constructor(limitSeconds: number) {
    this.#limit = limitSeconds;
  }

  push(frame: AudioFrame): void {
    this.#frames.push(frame);
    this.#seconds += secondsOf(frame);
    this.keepLast(this.#limit);
  }

  /** Forgets all but the latest seconds. */
  keepLast(seconds: number): void {
    while (this.#frames[0] && this.#seconds - secondsOf(this.#frames[0]) >= seconds) {
      this.#seconds -= secondsOf(this.#frames.shift() as AudioFrame);
    }
  }

  get frames(): readonly AudioFrame[] {
    return this.#frames;
  }
}
