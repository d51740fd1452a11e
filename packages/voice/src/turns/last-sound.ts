import { type VADEvent, VADEventType } from '@livekit/agents';
import { audiblePart } from './audible.ts';

/** Milliseconds that are remembered. */
const keptMs = 20_000;
/** Windows among which one was judged as soon as it was there: about a second. */
const promptWindows = 30;
/** How far the detector's end of speech may be from its last sound. */
const slack = { before: 500, after: 150 };

/**
 * When the caller was last heard. The voice detector hears the end of speech up to a tenth of a second late or early,
 * which is more than a measure of silence can bear.
 */
export class LastSound {
  /** Ends of windows with something audible in them. */
  #heardAt: number[] = [];
  /** From the audio's own clock to ours. */
  #offsets: number[] = [];

  hear(event: VADEvent): void {
    const [frame] = event.frames;
    if (event.type !== VADEventType.INFERENCE_DONE || !frame) return;
    const now = Date.now();
    const endedAt = this.#arrivedAt(event, now);
    const part = audiblePart(frame.data, frame.sampleRate);
    if (!part) return;
    const lengthMs = (frame.samplesPerChannel / frame.sampleRate) * 1000;
    this.#heardAt.push(endedAt - (lengthMs - part.toMs));
    if ((this.#heardAt[0] ?? now) < now - keptMs)
      this.#heardAt = this.#heardAt.filter((at) => at > now - keptMs / 2);
  }

  /** A busy process judges a window long after it arrived; but not every one of them, and audio comes evenly. */
  #arrivedAt({ timestamp, inferenceDuration }: VADEvent, now: number): number {
    this.#offsets.push(now - inferenceDuration - timestamp);
    if (this.#offsets.length > promptWindows) this.#offsets.shift();
    return timestamp + Math.min(...this.#offsets);
  }

  /** @param stoppedAt when the detector says that speech ended. @returns when it was last heard; that, where it is not known */
  near(stoppedAt: number): number {
    const heard = this.#heardAt.findLast((at) => at <= stoppedAt + slack.after);
    return heard !== undefined && heard >= stoppedAt - slack.before ? heard : stoppedAt;
  }
}
