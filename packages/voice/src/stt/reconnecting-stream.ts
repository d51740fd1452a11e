import { setTimeout as delay } from 'node:timers/promises';
import { APIConnectionError, type APIConnectOptions, stt } from '@livekit/agents';
import type { AudioFrame } from '@livekit/rtc-node';
import { RecentAudio } from './recent-audio.ts';

/** Speech longer than this without a final transcript is not recognised twice. */
const replayedSeconds = 15;
/** What may already belong to the next utterance when a final transcript comes. */
const overlapSeconds = 0.5;
/** A recogniser refuses to be told of the end of an utterance that it has heard nothing of. */
const leastUtteranceS = 0.2;
const failuresBeforeNext = 2;
const longestWaitMs = 2_000;

export interface ReconnectingStreamOptions {
  /** The best first. */
  candidates: () => stt.STT[];
  connOptions?: APIConnectOptions | undefined;
  onActive: (candidate: stt.STT) => void;
  onClose: () => void;
}

/** One session's recognition, over as many connections as it takes. */
export class ReconnectingStream extends stt.SpeechStream {
  override label = 'parley.ReconnectingStream';
  readonly #options: ReconnectingStreamOptions;
  readonly #stt: stt.STT;
  readonly #recent = new RecentAudio(replayedSeconds);
  #child: stt.SpeechStream | undefined;
  #inputEnded = false;
  /** Failures since the last transcript. */
  #failures = 0;
  /** Seconds of audio given to the present connection since the last end of an utterance. */
  #givenS = 0;
  /** The connection was closed because other recognisers take over. */
  #changing = false;
  /** An utterance has ended whose final transcript has not come. */
  #awaited = false;

  constructor(owner: stt.STT, options: ReconnectingStreamOptions) {
    super(owner, undefined, { maxRetry: 0, retryIntervalMs: 0, timeoutMs: 0 });
    this.#stt = owner;
    this.#options = options;
  }

  /** The recognisers report their own usage, which the owner passes on. */
  protected override async monitorMetrics(): Promise<void> {
    for await (const event of this.queue) {
      if (!this.output.closed) this.output.put(event);
    }
    if (!this.output.closed) this.output.close();
  }

  protected override async run(): Promise<void> {
    const input = this.#forwardInput();
    while (!this.#inputEnded && !this.abortSignal.aborted) {
      const candidates = this.#options.candidates();
      const turn = Math.floor(this.#failures / failuresBeforeNext) % candidates.length;
      const candidate = candidates[turn] as stt.STT;
      const problem = await this.#recognise(candidate);
      if (this.#inputEnded || this.abortSignal.aborted) break;
      if (this.#changing) {
        this.#changing = false;
        continue;
      }
      this.#report(candidate, problem);
      await this.#pause();
    }
    await input;
  }

  /** The caller has stopped speaking: the utterance is to be recognised now. */
  speechEnded(): void {
    if (!this.closed && !this.input.closed) this.flush();
  }

  restart(): void {
    this.#child?.close();
  }

  /** Other recognisers take over, which is no failure. */
  change(): void {
    this.#failures = 0;
    this.#changing = this.#child !== undefined;
    this.#child?.close();
  }

  override close(): void {
    super.close();
    this.#child?.close();
    this.#options.onClose();
  }

  /** Runs one connection until it is lost. @returns why, as far as the recogniser says. */
  async #recognise(candidate: stt.STT): Promise<Error | undefined> {
    let problem: Error | undefined;
    const onError = (event: { error: Error }): void => {
      problem = event.error;
    };
    candidate.on('error', onError);
    const child = candidate.stream({
      connOptions: {
        maxRetry: 0,
        retryIntervalMs: 100,
        timeoutMs: this.#options.connOptions?.timeoutMs ?? 4_000,
      },
    });
    this.#child = child;
    this.#givenS = 0;
    for (const frame of this.#recent.frames) this.#give(frame);
    if (this.#awaited) this.#endUtterance();
    try {
      for await (const event of child) {
        if (this.queue.closed) break;
        this.#note(candidate, event);
        this.queue.put(event);
      }
    } catch (error) {
      problem = error as Error;
    } finally {
      this.#child = undefined;
      child.close();
      candidate.off('error', onError);
    }
    return problem;
  }

  #note(candidate: stt.STT, event: stt.SpeechEvent): void {
    const { FINAL_TRANSCRIPT, INTERIM_TRANSCRIPT } = stt.SpeechEventType;
    if (event.type !== FINAL_TRANSCRIPT && event.type !== INTERIM_TRANSCRIPT) return;
    this.#failures = 0;
    this.#options.onActive(candidate);
    if (event.type !== FINAL_TRANSCRIPT) return;
    this.#awaited = false;
    this.#recent.keepLast(overlapSeconds);
  }

  async #forwardInput(): Promise<void> {
    for await (const item of this.input) {
      if (typeof item === 'symbol') {
        this.#awaited = true;
        this.#endUtterance();
        continue;
      }
      this.#recent.push(item);
      this.#give(item);
    }
    this.#inputEnded = true;
    this.#tell((child) => child.endInput());
  }

  #give(frame: AudioFrame): void {
    this.#givenS += frame.samplesPerChannel / frame.sampleRate;
    this.#tell((child) => child.pushFrame(frame));
  }

  #endUtterance(): void {
    if (this.#givenS < leastUtteranceS) return;
    this.#givenS = 0;
    this.#tell((child) => child.flush());
  }

  #tell(what: (child: stt.SpeechStream) => void): void {
    try {
      if (this.#child) what(this.#child);
    } catch {
      // It has just closed itself; the next connection is told with the recent audio.
    }
  }

  #report(candidate: stt.STT, problem: Error | undefined): void {
    this.#failures += 1;
    this.#stt.emit('error', {
      type: 'stt_error',
      timestamp: Date.now(),
      label: candidate.label,
      error: problem ?? new APIConnectionError({ message: 'the recogniser closed the connection' }),
      recoverable: true,
    });
  }

  /** At once after the first failure, then longer and longer. */
  async #pause(): Promise<void> {
    const wait = this.#failures <= 1 ? 0 : Math.min(longestWaitMs, 100 * 2 ** (this.#failures - 2));
    await delay(wait, undefined, { signal: this.abortSignal }).catch(() => {});
  }
}
