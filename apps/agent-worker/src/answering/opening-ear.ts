import { voice } from '@livekit/agents';
import { vadTiming } from '@parley/voice';
import { machineOf } from './machine-words.ts';
import { OpeningJudge, type Verdict } from './opening-judge.ts';

/** A machine that is silent for so long records already, tone or not. */
const quietMs = 2_500;
/** No machine's greeting is longer. */
const longestGreetingMs = 45_000;

/**
 * Listens to who has answered a call out, by the session's own ears: voice detection and recognition; beeps are told
 * to it. Made when the call is answered.
 */
export class OpeningEar {
  readonly #session: voice.AgentSession;
  readonly #closed = new AbortController();
  readonly #beeps: (() => void)[] = [];
  readonly #machines: (() => void)[] = [];
  #judge: OpeningJudge | undefined;
  #decide: (verdict: Verdict | undefined) => void = () => {};
  #timer: NodeJS.Timeout | undefined;
  #lastSoundAt = Date.now();

  constructor(session: voice.AgentSession) {
    this.#session = session;
    const { UserStateChanged, UserInputTranscribed } = voice.AgentSessionEventTypes;
    session.on(UserStateChanged, this.#stateChanged);
    session.on(UserInputTranscribed, this.#transcribed);
  }

  /**
   * Judges what is heard from now on.
   * @param silenceMs without a sound, after which it is judged as silence
   * @returns undefined once it is closed
   */
  async verdict(silenceMs?: number): Promise<Verdict | undefined> {
    if (this.#closed.signal.aborted) return undefined;
    const decided = Promise.withResolvers<Verdict | undefined>();
    this.#judge = new OpeningJudge(Date.now(), silenceMs);
    if (this.#session.userState === 'speaking') this.#judge.started(Date.now());
    this.#decide = (verdict) => {
      this.#judge = undefined;
      clearTimeout(this.#timer);
      decided.resolve(verdict);
    };
    this.#plan();
    return decided.promise;
  }

  /** Resolves when a machine's words are heard in what was taken for a person; of tones alone there are others. */
  machine(): Promise<void> {
    return new Promise((resolve) => this.#machines.push(resolve));
  }

  /** Resolves when the machine records: at its tone, or when it has been silent for long. */
  async recording(): Promise<void> {
    const beep = new Promise<void>((resolve) => this.#beeps.push(resolve));
    const until = Date.now() + longestGreetingMs;
    const quiet = async (): Promise<void> => {
      while (Date.now() < until && !this.#closed.signal.aborted) {
        const talks = this.#session.userState === 'speaking';
        if (!talks && Date.now() - this.#lastSoundAt >= quietMs) return;
        await new Promise((resolve) => setTimeout(resolve, 100).unref());
      }
    };
    await Promise.race([beep, quiet()]);
  }

  beeped(): void {
    this.#lastSoundAt = Date.now();
    for (const resolve of this.#beeps.splice(0)) resolve();
    if (this.#judge) this.#decide('voicemail');
  }

  close(): void {
    const { UserStateChanged, UserInputTranscribed } = voice.AgentSessionEventTypes;
    this.#closed.abort();
    this.#session.off(UserStateChanged, this.#stateChanged);
    this.#session.off(UserInputTranscribed, this.#transcribed);
    this.#decide(undefined);
  }

  readonly #stateChanged = ({ oldState, newState, createdAt }: voice.UserStateChangedEvent): void => {
    if (newState === 'speaking') this.#take(this.#judge?.started(createdAt - vadTiming.minSpeechMs));
    else if (oldState === 'speaking') {
      this.#lastSoundAt = createdAt - vadTiming.minSilenceMs;
      this.#take(this.#judge?.stopped(this.#lastSoundAt));
    }
  };

  readonly #transcribed = ({ transcript, isFinal, createdAt }: voice.UserInputTranscribedEvent): void => {
    if (this.#judge) this.#take(this.#judge.heard(transcript, { final: isFinal, at: createdAt }));
    else if (machineOf(transcript, { whole: false }) === 'voicemail') {
      for (const resolve of this.#machines.splice(0)) resolve();
    }
  };

  #take(verdict: Verdict | undefined): void {
    if (verdict) this.#decide(verdict);
    else this.#plan();
  }

  #plan(): void {
    clearTimeout(this.#timer);
    const due = this.#judge?.dueAt;
    if (due === undefined) return;
    this.#timer = setTimeout(() => this.#take(this.#judge?.ask(Date.now())), Math.max(20, due - Date.now()));
  }
}
