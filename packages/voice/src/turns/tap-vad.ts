import { VAD, type VADEvent, type VADStream } from '@livekit/agents';

/** A detector whose events are also seen by `onEvent`, before the session gets them; so that one serves both. */
export class TappedVad extends VAD {
  override label = 'parley.TappedVad';
  readonly #inner: VAD;
  readonly #onEvent: (event: VADEvent) => void;

  constructor(inner: VAD, onEvent: (event: VADEvent) => void) {
    super(inner.capabilities);
    this.#inner = inner;
    this.#onEvent = onEvent;
  }

  override get minSilenceDuration(): number | null {
    return this.#inner.minSilenceDuration;
  }

  override stream(): VADStream {
    const stream = this.#inner.stream();
    const next = stream.next.bind(stream);
    stream.next = async () => {
      const result = await next();
      if (!result.done) this.#onEvent(result.value);
      return result;
    };
    return stream;
  }
}
