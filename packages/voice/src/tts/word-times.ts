import { type tts, USERDATA_TIMED_TRANSCRIPT, voice } from '@livekit/agents';
import { AudioFrame } from '@livekit/rtc-node';
import type { TextLog } from './text-log.ts';
import { ttsSampleRate } from './tts-sample-rate.ts';

/** Seconds of speech without any times after which none are expected any more. */
const patienceS = 1.5;

type Audio = tts.SynthesizedAudio;

/**
 * Makes sure that the words reach the transcript with the audio. LiveKit takes a reply's transcript from
 * the voice's word times alone; a voice that sends none (not every language has them) would leave the
 * reply out of the transcript and out of the conversation. Its text then goes along without times.
 */
export class WordTimes {
  readonly #text: TextLog;
  #timed = false;
  #seconds = 0;
  #given = 0;

  constructor(text: TextLog) {
    this.#text = text;
  }

  pass(audio: Audio): Audio {
    // agents' StreamAdapter puts the times on the frame instead of beside it.
    const onFrame = audio.frame.userdata[USERDATA_TIMED_TRANSCRIPT];
    const hasTimes = (audio.timedTranscripts?.length ?? 0) > 0 || Array.isArray(onFrame);
    if (this.#timed || (hasTimes && this.#given === 0)) {
      this.#timed = true;
      return audio;
    }
    this.#seconds += audio.frame.samplesPerChannel / audio.frame.sampleRate;
    if (this.#seconds < patienceS) return audio;
    delete audio.frame.userdata[USERDATA_TIMED_TRANSCRIPT];
    return this.#withText(audio);
  }

  /** At the end of the speech: what has not been given yet, with a hundredth of a second of silence. */
  rest(last: Pick<Audio, 'requestId' | 'segmentId'>): Audio | undefined {
    if (this.#timed) return undefined;
    const frame = AudioFrame.create(ttsSampleRate, 1, ttsSampleRate / 100);
    const audio = this.#withText({ ...last, frame, final: true });
    return audio.timedTranscripts ? audio : undefined;
  }

  #withText(audio: Audio): Audio {
    const { text, count } = this.#text.since(this.#given);
    this.#given = count;
    return {
      ...audio,
      timedTranscripts: text === '' ? undefined : [voice.createTimedString({ text })],
    };
  }
}
