import type { voice } from '@livekit/agents';
import { AudioFrame } from '@livekit/rtc-node';
import { audiblePart, type Spoken } from '@parley/voice';
import { type AgentSource, findAgentSource } from '../session/agent-source.ts';

/** Milliseconds: small pieces, so that what is cut falls silent at once. */
const frameMs = 20;

/**
 * The agent's own track, for words that are nobody's answer. They are heard past LiveKit's queue of speech, in which
 * they would wait for the very reply that does not come; a reply that comes meanwhile waits until they are said.
 */
export class AgentLine {
  readonly #source: AgentSource;
  readonly #sampleRate: number;
  #saying: Promise<boolean> | undefined;
  #cut: AbortController | undefined;

  private constructor(source: AgentSource, sampleRate: number) {
    this.#source = source;
    this.#sampleRate = sampleRate;
  }

  /** Of a session that has started. @returns undefined of one without audio, or where the SDK is not as it was */
  static of(session: Pick<voice.AgentSession, 'output'>, sampleRate: number): AgentLine | undefined {
    const source = findAgentSource(session);
    const output = session.output.audio;
    if (!source || !output) return undefined;
    const line = new AgentLine(source, sampleRate);
    const captureFrame = output.captureFrame.bind(output);
    const clearBuffer = output.clearBuffer.bind(output);
    let cleared = 0;
    output.captureFrame = async (frame) => {
      const before = cleared;
      while (line.#saying) await line.#saying;
      // What was interrupted while it waited is not begun after all.
      if (cleared === before) await captureFrame(frame);
    };
    output.clearBuffer = () => {
      cleared += 1;
      clearBuffer();
    };
    return line;
  }

  get busy(): boolean {
    return this.#saying !== undefined;
  }

  /**
   * @param ended told whether it was heard to its end, before anything else is heard
   * @returns the same
   */
  say(spoken: Spoken, ended: (whole: boolean) => void): Promise<boolean> {
    if (this.#saying) return Promise.resolve(false);
    const cut = new AbortController();
    this.#cut = cut;
    this.#saying = this.#play(spoken, cut.signal)
      // A track that is gone is heard by nobody.
      .catch(() => false)
      .then((whole) => {
        ended(whole);
        this.#saying = undefined;
        return whole;
      });
    return this.#saying;
  }

  /** Falls silent at once. */
  cut(): void {
    if (!this.#saying || this.#cut?.signal.aborted) return;
    this.#cut?.abort();
    this.#source.clearQueue();
  }

  async #play(spoken: Spoken, signal: AbortSignal): Promise<boolean> {
    const size = (this.#sampleRate * frameMs) / 1000;
    let begun = false;
    for await (const { samples } of spoken.hear(signal)) {
      for (let at = 0; at < samples.length && !signal.aborted; at += size) {
        // A copy: rtc-node ignores where a view begins.
        const piece = samples.slice(at, at + size);
        // Voices begin with silence, and of that there has been enough.
        begun ||= audiblePart(piece, this.#sampleRate) !== undefined;
        if (!begun) continue;
        await this.#source.captureFrame(new AudioFrame(piece, this.#sampleRate, 1, piece.length));
      }
    }
    if (!signal.aborted) await queueEmpty(this.#source.queuedDuration, signal);
    return !signal.aborted;
  }
}

const queueEmpty = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
