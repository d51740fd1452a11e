import { EventEmitter, once } from 'node:events';
import { AudioStream, type RemoteTrack } from '@livekit/rtc-node';
import { audibleDbfs, dbfs } from '@parley/rehearsal';

/**
 * Hears what the caller receives of one remote track, in 10 ms frames.
 * Times are those of the frames' arrival (performance.now); nothing is subtracted from them.
 */
export class Ear {
  readonly #news = new EventEmitter();
  readonly #reader;
  #lastAudibleAt = Number.NEGATIVE_INFINITY;

  constructor(track: RemoteTrack) {
    this.#reader = new AudioStream(track, {
      sampleRate: 16_000,
      numChannels: 1,
      frameSizeMs: 10,
    }).getReader();
    void this.#listen();
  }

  /** Whether anything audible has come so far, or comes in time. */
  async hasHeard(within: number): Promise<boolean> {
    return this.#lastAudibleAt > Number.NEGATIVE_INFINITY || (await this.nextAudible(within)) !== undefined;
  }

  /** @returns the arrival time of the first audible frame from now on; undefined when none comes in time. */
  async nextAudible(within: number, signal?: AbortSignal): Promise<number | undefined> {
    const limits = AbortSignal.any([AbortSignal.timeout(within), ...(signal ? [signal] : [])]);
    const heard = once(this.#news, 'audible', { signal: limits });
    const [at] = await heard.catch((): [undefined] => [undefined]);
    return at;
  }

  /** Resolves when nothing audible has arrived for `ms`, frames arriving or not. */
  quietFor(ms: number, within: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const since = performance.now();
      const tick = setInterval(() => {
        const now = performance.now();
        const quiet = now - Math.max(this.#lastAudibleAt, since) >= ms;
        if (!quiet && now - since < within) return;
        clearInterval(tick);
        if (quiet) resolve();
        else reject(new Error(`the agent was not quiet for ${ms} ms within ${within} ms`));
      }, 20);
    });
  }

  async close(): Promise<void> {
    await this.#reader.cancel();
  }

  async #listen(): Promise<void> {
    for (;;) {
      const { value, done } = await this.#reader.read();
      if (done) return;
      if (dbfs(value.data) <= audibleDbfs) continue;
      this.#lastAudibleAt = performance.now();
      this.#news.emit('audible', this.#lastAudibleAt);
    }
  }
}
