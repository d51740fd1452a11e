import { type tts, USERDATA_TIMED_TRANSCRIPT, voice } from '@livekit/agents';
import { AudioFrame } from '@livekit/rtc-node';
import { SpeechAttempt } from '../speech-attempt.ts';
import { TextLog } from '../text-log.ts';
import { ttsSampleRate } from '../tts-sample-rate.ts';
import { Spoken, type SpokenPiece, type SpokenWord } from './spoken.ts';

const withinMs = 8_000;

type Audio = tts.SynthesizedAudio;

/** Begins to make a text with a voice. The speech is broken where the voice fails. */
export function speakPhrase(candidate: tts.TTS, text: string): Spoken {
  const spoken = new Spoken();
  void make(candidate, text, spoken).catch(() => spoken.end(false));
  return spoken;
}

async function make(candidate: tts.TTS, text: string, spoken: Spoken): Promise<void> {
  const log = new TextLog();
  log.add({ text });
  log.end();
  const attempt = new SpeechAttempt(candidate, log, withinMs);
  const alarm = setTimeout(() => {
    spoken.end(false);
    attempt.close();
  }, withinMs);
  try {
    for (let audio = await attempt.next(); audio; audio = await attempt.next()) {
      alarm.refresh();
      spoken.add(toPiece(audio));
    }
    spoken.end(attempt.problem === undefined);
  } finally {
    clearTimeout(alarm);
    attempt.close();
  }
}

/** A copy: whoever made the frame may use its memory again. */
export function toPiece({ frame, timedTranscripts }: Audio): SpokenPiece {
  const onFrame = frame.userdata[USERDATA_TIMED_TRANSCRIPT];
  const timed = timedTranscripts ?? (Array.isArray(onFrame) ? (onFrame as SpokenWord[]) : []);
  return {
    samples: frame.data.slice(),
    words: timed.map(({ text, startTime, endTime }) => ({ text, startTime, endTime })),
  };
}

/** @param requestId names the speech; any */
export function toAudio({ samples, words }: SpokenPiece, requestId: string): Audio {
  return {
    requestId,
    segmentId: requestId,
    frame: new AudioFrame(samples.slice(), ttsSampleRate, 1, samples.length),
    final: false,
    timedTranscripts:
      words.length === 0
        ? undefined
        : words.map(({ text, startTime, endTime }) =>
            voice.createTimedString({
              text,
              ...(startTime === undefined ? {} : { startTime }),
              ...(endTime === undefined ? {} : { endTime }),
            }),
          ),
  };
}
