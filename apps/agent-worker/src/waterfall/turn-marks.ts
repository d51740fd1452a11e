import type { TurnWaterfall, WorkerEvent } from '@parley/contracts';
import { audiblePart, type StageTime } from '@parley/voice';
import { type StageSpan, waterfall } from './waterfall.ts';

/** Milliseconds: what is older belongs to no turn that is still to be told of. */
const keptMs = 180_000;
/** Sound after so much silence is a new beginning; pauses between sentences are shorter. */
const newOnsetMs = 400;
/** An answer that is not heard so long after it was played is a silent one. */
const latestOnsetMs = 3_000;
/** What is heard so much before the answer's own audio was not the answer. */
const bridgeMs = 60;
/** The detector's shortest wait, where none was chosen. */
const usualWaitMs = 600;

/** What LiveKit tells of a turn; times in milliseconds since the epoch. */
export interface TurnTimes {
  /** The caller's speech ended, by the voice detector. */
  stoppedAt: number;
  /** The last words were written down. */
  finalAt: number | undefined;
  /** The turn was taken for over. */
  endedAt: number;
  /** The answer's first audio was given to be played. */
  playedAt: number;
}

/** When everything happened that a caller waits for, from all the parts that know. */
export class TurnMarks {
  readonly #lastSoundNear: (stoppedAt: number) => number;
  readonly #transportMs: () => number;
  #stages: StageSpan[] = [];
  #waits: { at: number; ms: number }[] = [];
  #onsets: number[] = [];
  #audibleUntil = Number.NEGATIVE_INFINITY;
  readonly #tools = new Map<string, { at: number; stage: 'retrieval' | 'tools' }>();

  /**
   * @param parts `lastSoundNear`: when the caller was heard last. `transportMs`: how long sound takes to the agent and
   * back to the caller, as far as is known.
   */
  constructor(parts: { lastSoundNear: (stoppedAt: number) => number; transportMs: () => number }) {
    this.#lastSoundNear = parts.lastSoundNear;
    this.#transportMs = parts.transportMs;
  }

  stage(time: StageTime): void {
    this.#add(time);
  }

  /** How long the end of a turn is waited for, from the last sound on. */
  waits(ms: number): void {
    this.#waits.push({ at: Date.now(), ms });
  }

  /** Follows the tools by what is reported of them. */
  event(event: WorkerEvent): void {
    if (event.type !== 'tool') return;
    const begun = this.#tools.get(event.call_id);
    if (event.status === 'started') {
      const stage = event.name === 'lookup_knowledge' ? 'retrieval' : 'tools';
      this.#tools.set(event.call_id, { at: Date.now(), stage });
    } else if (begun) {
      this.#tools.delete(event.call_id);
      this.#add({ stage: begun.stage, from: begun.at, to: Date.now() });
    }
  }

  /** The agent's audio; `atMs`: when its first sample is heard. */
  agentAudio(samples: Int16Array, sampleRate: number, atMs: number): boolean {
    const part = audiblePart(samples, sampleRate);
    if (!part) return false;
    if (atMs + part.fromMs - this.#audibleUntil > newOnsetMs) this.#onsets.push(atMs + part.fromMs);
    this.#audibleUntil = atMs + part.toMs;
    return true;
  }

  /** Until when the agent is heard by what was published, in milliseconds since the epoch. */
  get audibleUntil(): number {
    return this.#audibleUntil;
  }

  /** What was published and not heard by then never will be. */
  agentCut(atMs: number): void {
    this.#audibleUntil = Math.min(this.#audibleUntil, atMs);
    this.#onsets = this.#onsets.filter((at) => at <= atMs);
  }

  /** Where the silence before an answer went. */
  of({ stoppedAt, finalAt, endedAt, playedAt }: TurnTimes): TurnWaterfall {
    const from = this.#lastSoundNear(stoppedAt);
    const onset = this.#onsets.find((at) => at >= Math.min(endedAt, playedAt));
    const heardAt = onset !== undefined && onset <= playedAt + latestOnsetMs ? onset : playedAt;
    const bridged = heardAt < playedAt - bridgeMs;
    const heard = bridged ? heardAt : Math.max(heardAt, playedAt);
    const to = heard + this.#transportMs();
    const waitMs = this.#waits.findLast(({ at }) => at <= endedAt)?.ms ?? usualWaitMs;
    const within = this.#stages.filter((span) => span.to > from && span.from < heard);
    const spoken = within.findLast(({ stage }) => stage === 'tts');
    const written: StageSpan[] =
      finalAt !== undefined && finalAt > stoppedAt + waitMs
        ? [{ stage: 'stt', from: stoppedAt + waitMs, to: finalAt }]
        : [];
    return waterfall(
      { from, to },
      [
        ...written,
        { stage: 'endpointing', from, to: endedAt },
        ...within,
        // What a bridge has ended was never played.
        ...(bridged ? [] : [{ stage: 'playout' as const, from: spoken?.to ?? playedAt, to }]),
      ],
      { bridged },
    );
  }

  #add(span: StageSpan): void {
    this.#stages.push(span);
    const before = Date.now() - keptMs;
    if ((this.#stages[0]?.to ?? before) >= before) return;
    this.#stages = this.#stages.filter(({ to }) => to >= before);
    this.#waits = this.#waits.filter(({ at }) => at >= before);
    this.#onsets = this.#onsets.filter((at) => at >= before);
  }
}
