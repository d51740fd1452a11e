import { type tts, USERDATA_TIMED_TRANSCRIPT, voice } from '@livekit/agents';
import { AudioFrame } from '@livekit/rtc-node';

type Audio = tts.SynthesizedAudio;
type Word = NonNullable<Audio['timedTranscripts']>[number];

/** About -47 dBFS; voices are silent far below it before they begin. */
const audible = 150;
/** Of what comes before, so that a soft beginning is not cut. */
const keptMs = 30;
/** Who is silent for longer than this means it. */
const mostMs = 600;

/**
 * Takes away the silence with which voices begin, a tenth or two of a second that a caller would wait through at each
 * turn. The times of the words are moved by as much.
 */
export class LeadTrimmer {
  #held: Audio[] = [];
  #heldMs = 0;
  #begun = false;
  #cutS = 0;

  /** @returns what is to be heard now: nothing while all is silent. */
  pass(audio: Audio): Audio[] {
    if (this.#begun) return [this.#moved(audio)];
    this.#held.push(audio);
    this.#heldMs += msOf(audio.frame);
    const { frame } = audio;
    const at = frame.data.findIndex((sample) => Math.abs(sample) > audible);
    if (at >= 0)
      return this.#begin(this.#heldMs - msOf(frame) + (at / frame.channels / frame.sampleRate) * 1_000);
    return this.#heldMs < mostMs ? [] : this.rest();
  }

  /** At the end: speech of which nothing was audible, as it came. */
  rest(): Audio[] {
    this.#begun = true;
    return this.#held.splice(0);
  }

  /** @param audibleMs from the beginning */
  #begin(audibleMs: number): Audio[] {
    this.#begun = true;
    let cutMs = Math.max(0, audibleMs - keptMs);
    this.#cutS = cutMs / 1_000;
    const kept: Audio[] = [];
    let words: Word[] = [];
    for (const audio of this.#held.splice(0)) {
      words = [...words, ...wordsOf(audio)];
      const ms = msOf(audio.frame);
      if (ms > cutMs) {
        kept.push(
          this.#moved({ ...audio, frame: withoutFirst(audio.frame, cutMs), timedTranscripts: words }),
        );
        words = [];
      }
      cutMs = Math.max(0, cutMs - ms);
    }
    return kept;
  }

  #moved(audio: Audio): Audio {
    const words = wordsOf(audio);
    if (this.#cutS === 0 || words.length === 0) return audio;
    delete audio.frame.userdata[USERDATA_TIMED_TRANSCRIPT];
    return { ...audio, timedTranscripts: words.map((word) => earlier(word, this.#cutS)) };
  }
}

function earlier({ startTime, endTime, ...word }: Word, seconds: number): Word {
  return voice.createTimedString({
    ...word,
    ...(startTime !== undefined && { startTime: Math.max(0, startTime - seconds) }),
    ...(endTime !== undefined && { endTime: Math.max(0, endTime - seconds) }),
  });
}

const msOf = ({ samplesPerChannel, sampleRate }: AudioFrame): number =>
  (samplesPerChannel / sampleRate) * 1_000;

/** Beside the frame, or on it, as agents' StreamAdapter has them. */
function wordsOf({ frame, timedTranscripts }: Audio): Word[] {
  const onFrame = frame.userdata[USERDATA_TIMED_TRANSCRIPT];
  return timedTranscripts ?? (Array.isArray(onFrame) ? (onFrame as Word[]) : []);
}

function withoutFirst(frame: AudioFrame, ms: number): AudioFrame {
  const { sampleRate, channels } = frame;
  const samples = frame.data.slice(Math.floor((ms * sampleRate) / 1_000) * channels);
  return new AudioFrame(samples, sampleRate, channels, samples.length / channels);
}
