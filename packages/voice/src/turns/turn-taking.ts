import { type VAD, type VADEvent, VADEventType, voice } from '@livekit/agents';
import type { AgentConfig, TurnPace } from '@parley/contracts';
import { CallerPauses } from './caller-pauses.ts';
import { chooseWait } from './choose-wait.ts';
import { expectedAnswer } from './expected-answer.ts';
import { type AudioVerdict, FusedTurnDetector } from './fused-turn-detector.ts';
import { type ExpectedAnswer, judgeWords, type WordsVerdict } from './judge-words.ts';
import { LastSound } from './last-sound.ts';
import { TappedVad } from './tap-vad.ts';

export interface TurnTakingOptions {
  vad: VAD;
  pace: TurnPace;
  /** What the flow asks for: the form of an answer tells when it is whole. */
  facts: AgentConfig['collect'];
  /** The language of the call now, as a tag. */
  language: () => string;
  executor?: ConstructorParameters<typeof FusedTurnDetector>[0]['executor'];
}

/** Longer waits, in milliseconds, are for turns that likely go on. */
const longestGuessedMs = 900;

/** Why a turn was waited for as long as it was; without a word of the caller's. */
export interface WaitDecision {
  waitMs: number;
  words: WordsVerdict;
  audio: AudioVerdict | undefined;
  expected: ExpectedAnswer;
}

/**
 * Decides when the caller's turn is over, by the sound of the voice, the words, what was asked for, and how long this
 * caller pauses. Recognition begins before, when the voice sounds finished; not by words alone, which cut turns in two.
 */
export class TurnTaking {
  readonly vad: VAD;
  readonly detector: FusedTurnDetector;
  readonly #options: TurnTakingOptions;
  readonly #pauses = new CallerPauses();
  readonly #sounds = new LastSound();
  #session: voice.AgentSession | undefined;
  #endUtterance: () => void = () => {};
  #onDecision: (decision: WaitDecision) => void = () => {};
  #onLikelyEnd: (text: string) => void = () => {};
  #onGoesOn: () => void = () => {};
  #expected: ExpectedAnswer = 'open';
  /** Of this turn. */
  #final = '';
  #interim = '';
  /** Silence since the last sound, in milliseconds, while it may be a pause. */
  #silentMs = 0;
  #endedAt: number | undefined;
  /** Of this pause, as far as the model has answered. */
  #audio: AudioVerdict | undefined;
  /** The recogniser has been told of the end of what was said last. */
  #told = false;

  constructor(options: TurnTakingOptions) {
    this.#options = options;
    this.vad = new TappedVad(options.vad, (event) => this.#hear(event));
    this.detector = new FusedTurnDetector({
      executor: options.executor,
      onVerdict: (audio) => this.#listened(audio),
      beforeWait: (audio) => this.#setWait(audio),
    });
  }

  /** @param input `endUtterance` has the recogniser write down what it has heard. */
  attach(input: {
    session: voice.AgentSession;
    endUtterance: () => void;
    onDecision?: (decision: WaitDecision) => void;
    /** The turn is over if nothing follows soon; with all that was understood of it. */
    onLikelyEnd?: (text: string) => void;
    /** Something followed. */
    onGoesOn?: () => void;
  }): void {
    const { session } = input;
    this.#session = session;
    this.#endUtterance = input.endUtterance;
    this.#onDecision = input.onDecision ?? (() => {});
    this.#onLikelyEnd = input.onLikelyEnd ?? (() => {});
    this.#onGoesOn = input.onGoesOn ?? (() => {});
    session.on(voice.AgentSessionEventTypes.UserInputTranscribed, ({ transcript, isFinal }) => {
      if (isFinal) this.#final = `${this.#final} ${transcript}`.trim();
      this.#interim = isFinal ? '' : transcript;
      if (isFinal) this.#guess();
    });
    session.on(voice.AgentSessionEventTypes.ConversationItemAdded, ({ item }) => {
      if (item.type !== 'message') return;
      if (item.role === 'assistant')
        this.#expected = expectedAnswer(item.textContent ?? '', this.#options.facts);
      if (item.role === 'user') this.#forgetTurn();
    });
  }

  /** @param stoppedAt when speech ended by the detector. @returns when the caller was last heard, in milliseconds since the epoch */
  lastSoundNear(stoppedAt: number): number {
    return this.#sounds.near(stoppedAt);
  }

  #hear(event: VADEvent): void {
    this.#sounds.hear(event);
    switch (event.type) {
      case VADEventType.START_OF_SPEECH:
        if (this.#endedAt !== undefined) this.#pauses.add(Date.now() - event.speechDuration - this.#endedAt);
        this.#goOn();
        return;
      case VADEventType.INFERENCE_DONE:
        if (!event.speaking) return;
        if (event.rawAccumulatedSpeech > 0) {
          if (this.#silentMs > 0) this.#pauses.add(this.#silentMs);
          this.#goOn();
          return;
        }
        this.#silentMs = event.rawAccumulatedSilence;
        return;
      case VADEventType.END_OF_SPEECH:
        this.#endedAt = Date.now() - event.silenceDuration;
        this.#silentMs = 0;
        this.#tell();
    }
  }

  #listened(audio: AudioVerdict | undefined): void {
    this.#audio = audio;
    this.#guess();
    const sure = audio !== undefined && audio.probability >= audio.sureFrom;
    if (sure && this.#silentMs > 0 && this.#judge().verdict !== 'unfinished') this.#tell();
  }

  #goOn(): void {
    this.#onGoesOn();
    this.#audio = undefined;
    this.#silentMs = 0;
    this.#endedAt = undefined;
    this.#told = false;
  }

  #tell(): void {
    if (this.#told) return;
    this.#told = true;
    this.#endUtterance();
  }

  #setWait(audio: AudioVerdict | undefined): void {
    const words = this.#judge();
    const waitMs = this.#waitFor(words, audio);
    this.#session?.updateOptions({ turnHandling: { endpointing: { maxDelay: waitMs } } });
    this.#onDecision({ waitMs, words, audio, expected: this.#expected });
    this.#guess(waitMs);
  }

  #waitFor(words: WordsVerdict, audio: AudioVerdict | undefined): number {
    const usualPauseMs = this.#pauses.usualMs;
    return chooseWait({ words: words.verdict, audio, usualPauseMs, pace: this.#options.pace });
  }

  /** Tells of a likely end as soon as its words are there. */
  #guess(waitMs = this.#waitFor(this.#judge(), this.#audio)): void {
    const silent = this.#silentMs > 0 || this.#endedAt !== undefined;
    if (silent && this.#final !== '' && this.#interim === '' && waitMs <= longestGuessedMs)
      this.#onLikelyEnd(this.#final);
  }

  #judge(): WordsVerdict {
    const text = `${this.#final} ${this.#interim}`.trim();
    return judgeWords({ text, language: this.#options.language(), expected: this.#expected });
  }

  #forgetTurn(): void {
    this.#final = '';
    this.#interim = '';
    this.#endedAt = undefined;
  }
}
