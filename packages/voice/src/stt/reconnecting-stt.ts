import { type APIConnectOptions, stt } from '@livekit/agents';
import { ReconnectingStream } from './reconnecting-stream.ts';

/**
 * Recognition that outlives its connections. LiveKit ends the whole session at the first failed
 * connection of the OpenAI plugin, and goes deaf without a word when a server closes one; here a lost
 * connection is opened again, with the next provider after two failures, and the audio since the last
 * final transcript is given to it once more. Each failure is an `error` event with `recoverable: true`.
 */
export class ReconnectingStt extends stt.STT {
  override label = 'parley.ReconnectingStt';
  #candidates: stt.STT[] = [];
  /** Closed in the end: a stream may still read from them. */
  readonly #retired: stt.STT[] = [];
  #active: stt.STT;
  #streams = new Set<ReconnectingStream>();

  /** @param candidates streaming recognisers, the best first. */
  constructor(candidates: stt.STT[]) {
    super({
      streaming: true,
      interimResults: candidates.every((candidate) => candidate.capabilities.interimResults),
      alignedTranscript: false,
    });
    const [first] = candidates;
    if (!first) throw new TypeError('ReconnectingStt needs at least one recogniser');
    this.#active = first;
    this.#take(candidates);
  }

  #take(candidates: stt.STT[]): void {
    this.#candidates = candidates;
    for (const candidate of candidates) {
      candidate.on('metrics_collected', (metrics) => this.emit('metrics_collected', metrics));
      // An error after its stream is gone would otherwise be thrown, and end the process.
      candidate.on('error', () => {});
    }
  }

  /** Goes on with other recognisers; the audio since the last final transcript is theirs too. */
  use(candidates: stt.STT[]): void {
    this.#retired.push(...this.#candidates);
    this.#take(candidates);
    for (const stream of this.#streams) stream.change();
  }

  override get model(): string {
    return this.#active.model;
  }

  override get provider(): string {
    return this.#active.provider;
  }

  override stream(options?: { connOptions?: APIConnectOptions }): stt.SpeechStream {
    const stream = new ReconnectingStream(this, {
      candidates: () => this.#candidates,
      connOptions: options?.connOptions,
      onActive: (candidate) => {
        this.#active = candidate;
      },
      onClose: () => this.#streams.delete(stream),
    });
    this.#streams.add(stream);
    return stream;
  }

  /** The caller has stopped speaking. Recognisers that do not find the end of an utterance by themselves need it. */
  speechEnded(): void {
    for (const stream of this.#streams) stream.speechEnded();
  }

  /** Opens the connection anew: speech was heard, and no transcript came. */
  restart(): void {
    for (const stream of this.#streams) stream.restart();
  }

  protected override async _recognize(): Promise<stt.SpeechEvent> {
    throw new TypeError('ReconnectingStt recognises streams only');
  }

  override async close(): Promise<void> {
    for (const stream of this.#streams) stream.close();
    await Promise.all([...this.#retired, ...this.#candidates].map((candidate) => candidate.close()));
  }
}
