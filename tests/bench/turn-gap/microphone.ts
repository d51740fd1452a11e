import { setTimeout as delay } from 'node:timers/promises';
import {
  AudioFrame,
  AudioSource,
  LocalAudioTrack,
  type Room,
  TrackPublishOptions,
  TrackSource,
} from '@livekit/rtc-node';

const frameMs = 10;

/** A microphone that is never switched off: silence between the sentences, 10 ms frames at their due times. */
export class Microphone {
  readonly #source: AudioSource;
  readonly #sampleRate: number;
  #speech: { samples: Int16Array; at: number; done: (publishedAt: number) => void } | undefined;
  #running: Promise<void> | undefined;
  #open = false;

  constructor(sampleRate: number) {
    this.#sampleRate = sampleRate;
    // No queue: a frame is on its way to the encoder when captureFrame has been called.
    this.#source = new AudioSource(sampleRate, 1, 0);
  }

  async publish(room: Room): Promise<void> {
    const track = LocalAudioTrack.createAudioTrack('microphone', this.#source);
    const options = new TrackPublishOptions({ source: TrackSource.SOURCE_MICROPHONE });
    await room.localParticipant?.publishTrack(track, options);
    this.#open = true;
    this.#running = this.#run();
  }

  /** @returns the time (performance.now) at which the last sample was handed over for publishing. */
  speak(samples: Int16Array): Promise<number> {
    if (this.#speech) throw new Error('already speaking');
    return new Promise((done) => {
      this.#speech = { samples, at: 0, done };
    });
  }

  async close(): Promise<void> {
    this.#open = false;
    await this.#running;
    await this.#source.close();
  }

  async #run(): Promise<void> {
    const start = performance.now();
    for (let frame = 0; this.#open; frame++) {
      const due = start + frame * frameMs;
      const early = due - performance.now();
      if (early > 1) await delay(early);
      await this.#publishFrame();
    }
  }

  async #publishFrame(): Promise<void> {
    const size = (this.#sampleRate * frameMs) / 1000;
    const samples = new Int16Array(size);
    const speech = this.#speech;
    const isLast = speech !== undefined && speech.at + size >= speech.samples.length;
    if (speech) {
      samples.set(speech.samples.subarray(speech.at, speech.at + size));
      speech.at += size;
    }
    const captured = this.#source.captureFrame(new AudioFrame(samples, this.#sampleRate, 1, size));
    if (isLast) {
      this.#speech = undefined;
      speech.done(performance.now());
    }
    await captured;
  }
}
