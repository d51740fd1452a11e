import { createHash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { voice } from '@livekit/agents';
import type { AnnounceRecordingBody, RecordingConsent, SessionBrief } from '@parley/contracts';
import type { Logger } from '@parley/observability';
import type { Report } from '../reporting/report.ts';
import type { CallEnding } from '../session/call-ending.ts';
import type { CallLanguage } from '../session/call-language.ts';
import type { Floor } from '../session/floor.ts';
import { sayIfOpen } from '../session/say-if-open.ts';
import type { CallRecorder } from './call-recorder.ts';
import { type Answer, understandAnswer } from './understand-answer.ts';

/** Milliseconds. */
const waits = {
  /** For the answer, of which nothing is heard; who speaks is heard out. */
  answer: 8_000,
  longestAnswer: 25_000,
  /** For the end of the turn in which the caller said stop. */
  turn: 2_500,
};
const longestText = 1_000;

type Evidence = AnnounceRecordingBody['evidence'];
export type FinishedRecording = AnnounceRecordingBody & { audio: Buffer<ArrayBuffer> };

export interface CallRecordingInput {
  /** What has to be said, and why. */
  need: NonNullable<SessionBrief['recording']>;
  /** That the agent speaks. */
  languages: readonly string[];
  session: Pick<voice.AgentSession, 'say' | 'interrupt' | 'userState'>;
  language: Pick<CallLanguage, 'current' | 'recordingPhrases'>;
  floor: Pick<Floor, 'take' | 'give' | 'onTurn'>;
  ending: Pick<CallEnding, 'ended' | 'over'>;
  report: Report;
  log: Logger;
  /** Begins to record. */
  record: (onFailed: (error: Error) => void) => Pick<CallRecorder, 'finish' | 'abandon'>;
}

/**
 * The recording of a call, by what the law wants: tells or asks, and only then records. Nothing of it ever ends the
 * call.
 */
export class CallRecording {
  readonly #input: CallRecordingInput;
  #recorder: Pick<CallRecorder, 'finish' | 'abandon'> | undefined;
  #consent: RecordingConsent = 'not_required';
  #evidence: Evidence;
  #abandoned = false;
  #stopped = false;
  #onTurn: ((text: string) => void) | undefined;

  constructor(input: CallRecordingInput) {
    this.#input = input;
    this.#evidence = { rules: input.need.rules, said: null, answer: null };
    input.floor.onTurn((text) => this.#onTurn?.(text));
  }

  /** Says what has to be said and begins, or does not. Resolves when the conversation may begin. */
  async open(): Promise<void> {
    const { need } = this.#input;
    try {
      if (need.needs === 'none') this.#begin('not_required');
      else if (need.needs === 'announce') await this.#announce();
      else await this.#ask();
    } catch (error) {
      this.#failed(error);
    }
  }

  /**
   * In a call whose process was lost, and with it what was recorded: records the rest where nothing need be said for
   * it, or where it is enough to say it again. Nobody is asked twice.
   */
  async reopen(before: NonNullable<SessionBrief['so_far']>['recording']): Promise<void> {
    const { report } = this.#input;
    if (before === 'none') return;
    if (before !== 'agreed') return this.open();
    report({ type: 'recording', state: 'lost' });
  }

  /** The caller wants it no more: nothing that is said from now on is in it. */
  async stop(): Promise<void> {
    const { session, floor, language, report } = this.#input;
    if (!this.#recorder || this.#stopped) return;
    this.#stopped = true;
    void this.#recorder.finish().catch(() => {});
    report({ type: 'recording', state: 'stopped' });
    floor.take('recording');
    try {
      silence(session);
      await Promise.race([this.#nextTurn(), this.#after(waits.turn)]);
      await sayIfOpen(session, language.recordingPhrases.stopped)?.waitForPlayout();
    } finally {
      floor.give('recording');
    }
  }

  /** It was no person after all: what there is is thrown away. */
  abandon(): void {
    this.#abandoned = true;
    if (this.#recorder) this.#input.report({ type: 'recording', state: 'discarded' });
    this.#recorder?.abandon();
    this.#recorder = undefined;
    this.#input.floor.give('recording');
  }

  /** After the call. @returns undefined where nothing was recorded */
  async finish(): Promise<FinishedRecording | undefined> {
    const recorder = this.#recorder;
    if (!recorder) return undefined;
    const { audio, startedAt, lengthMs } = await recorder.finish();
    return {
      audio,
      consent: this.#consent,
      evidence: this.#evidence,
      started_at: startedAt.toISOString(),
      length_ms: lengthMs,
      bytes: audio.length,
      sha256: createHash('sha256').update(audio).digest('hex'),
    };
  }

  async #announce(): Promise<void> {
    if (!(await this.#say(this.#input.language.recordingPhrases.announcement))) return;
    this.#begin('announced');
  }

  async #ask(): Promise<void> {
    const { floor, language, languages, session, report } = this.#input;
    floor.take('recording');
    try {
      if (!(await this.#say(language.recordingPhrases.question))) return;
      const text = await this.#answer();
      if (this.#isOver) return;
      const answer: Answer = text === undefined ? 'unclear' : understandAnswer(text, languages);
      if (text !== undefined) {
        this.#evidence = {
          ...this.#evidence,
          answer: { text: text.slice(0, longestText), at: new Date().toISOString() },
        };
      }
      if (answer === 'yes') this.#begin('agreed');
      else report({ type: 'recording', state: answer === 'no' ? 'declined' : 'unclear' });
      sayIfOpen(session, language.recordingPhrases[after[answer]]);
    } finally {
      floor.give('recording');
    }
  }

  /** @returns whether all of it was heard */
  async #say(text: string): Promise<boolean> {
    const { session, language } = this.#input;
    const speech = sayIfOpen(session, text, { allowInterruptions: false });
    await Promise.race([speech?.waitForPlayout(), this.#input.ending.over]);
    if (!speech || speech.interrupted || this.#isOver) return false;
    const at = new Date().toISOString();
    const said = { text: text.slice(0, longestText), language: language.current, at };
    this.#evidence = { ...this.#evidence, said };
    return true;
  }

  /** The turn that comes next; undefined when none does. */
  async #answer(): Promise<string | undefined> {
    const { session, ending } = this.#input;
    const silent = async (): Promise<undefined> => {
      const until = Date.now() + waits.longestAnswer;
      let quietSince = Date.now();
      while (Date.now() - quietSince < waits.answer && Date.now() < until && !this.#isOver) {
        await delay(100, undefined, { ref: false });
        if (session.userState === 'speaking') quietSince = Date.now();
      }
    };
    return Promise.race([this.#nextTurn(), silent(), ending.over.then(() => undefined)]);
  }

  #begin(consent: RecordingConsent): void {
    const { record, report, log } = this.#input;
    if (this.#isOver) return;
    try {
      this.#recorder = record((error) => this.#failed(error));
      this.#consent = consent;
      report({ type: 'recording', state: 'started', consent });
      log.info({ consent }, 'the call is recorded');
    } catch (error) {
      this.#failed(error);
    }
  }

  #failed(error: unknown): void {
    const { report, log } = this.#input;
    this.#recorder?.abandon();
    this.#recorder = undefined;
    log.error({ err: error }, 'the call is not recorded');
    report({ type: 'recording', state: 'lost' });
    report({ type: 'error', source: 'recording', message: 'The call could not be recorded.' });
  }

  /** What the caller says while the floor is taken; the model does not answer it. */
  #nextTurn(): Promise<string> {
    return new Promise((resolve) => {
      this.#onTurn = (text) => {
        if (text.trim() === '') return;
        this.#onTurn = undefined;
        resolve(text);
      };
    });
  }

  get #isOver(): boolean {
    return this.#abandoned || this.#input.ending.ended;
  }

  #after(ms: number): Promise<void> {
    return delay(ms, undefined, { ref: false });
  }
}

const after = { yes: 'agreed', no: 'declined', unclear: 'unclear' } as const;

function silence(session: Pick<voice.AgentSession, 'interrupt'>): void {
  try {
    session.interrupt({ force: true });
  } catch {
    // Nobody speaks, or the session closes.
  }
}
