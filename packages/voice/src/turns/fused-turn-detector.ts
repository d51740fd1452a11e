import { Future, inference } from '@livekit/agents';

type Stream = ReturnType<inference.TurnDetector['stream']>;
type Prediction = Stream extends { predict(): Future<infer P> } ? P : never;

/** What the audio model said of the latest pause. */
export interface AudioVerdict {
  probability: number;
  sureFrom: number;
}

export interface FusedTurnDetectorOptions {
  /** Milliseconds that the audio model may take; later its answer counts for nothing. */
  answerWithinMs?: number;
  /** Of a pause, as soon as the model has answered; undefined: it did not in time, or does not know the language. */
  onVerdict: (verdict: AudioVerdict | undefined) => void;
  /** A turn may be over: from now on LiveKit is to wait as long as is thought right. */
  beforeWait: (verdict: AudioVerdict | undefined) => void;
  /** Where the model runs; a job's own when it is left out. */
  executor?: inference.TurnDetectorOptions['executor'];
}

/** The local model answers in 30 ms alone, in 200 ms where eight calls share it. */
const usualAnswerWithinMs = 300;

/**
 * LiveKit's local audio detector as one voice among others. LiveKit knows two waits only, one for sure and one for
 * doubt; here each pause is a doubt, whose wait is set anew just before it is read (`beforeWait`).
 *
 * Source of the order of calls: AudioRecognition.runEOUDetection of `@livekit/agents` 1.8.1; `predict` at 200 ms of
 * silence, `unlikelyThreshold` when its answer is looked at, then `endpointing.maxDelay`.
 */
export class FusedTurnDetector extends inference.TurnDetector {
  readonly #options: FusedTurnDetectorOptions;

  constructor(options: FusedTurnDetectorOptions) {
    // The version is pinned: the default asks LiveKit's cloud in development mode.
    super({ version: 'v1-mini', ...(options.executor === undefined ? {} : { executor: options.executor }) });
    this.#options = options;
  }

  override stream(options?: Parameters<inference.TurnDetector['stream']>[0]): Stream {
    const stream = super.stream(options);
    const { onVerdict, beforeWait, answerWithinMs = usualAnswerWithinMs } = this.#options;
    const predict = stream.predict.bind(stream);
    const knows = stream.supportsLanguage.bind(stream);
    const sureFrom = stream.unlikelyThreshold.bind(stream);
    let language: Parameters<typeof sureFrom>[0];
    let asked = 0;
    let verdict: AudioVerdict | undefined;

    const take = async (prediction: Prediction | undefined): Promise<void> => {
      // A model that failed, was called off or is not there is answered for by LiveKit, in no time at all.
      const answered = prediction?.inferenceDuration && (await knows(language)) ? prediction : undefined;
      const threshold = answered && (await sureFrom(language));
      verdict =
        answered && threshold !== undefined
          ? { probability: answered.endOfTurnProbability, sureFrom: threshold }
          : undefined;
      onVerdict(verdict);
    };
    stream.predict = () => {
      asked += 1;
      const mine = asked;
      verdict = undefined;
      const answer = new Future<Prediction>();
      const settle = (prediction: Prediction | undefined): void => {
        if (answer.done) return;
        clearTimeout(late);
        // A request that a newer one has taken the place of says nothing of this pause.
        const heard = mine === asked ? take(prediction) : Promise.resolve();
        void heard.finally(() => {
          if (!answer.done) answer.resolve(prediction ?? unanswered());
        });
      };
      const late = setTimeout(() => settle(undefined), answerWithinMs);
      void predict().await.then(settle, () => settle(undefined));
      return answer;
    };
    stream.supportsLanguage = async (asking) => {
      language = asking;
      return true;
    };
    stream.unlikelyThreshold = async () => {
      beforeWait(verdict);
      return Number.POSITIVE_INFINITY;
    };
    return stream;
  }
}

const unanswered = (): Prediction => ({
  type: 'eot_prediction',
  endOfTurnProbability: 0,
  lastSpeakingTimeMs: Date.now(),
});
