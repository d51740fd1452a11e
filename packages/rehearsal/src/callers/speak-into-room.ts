import {
  AudioFrame,
  AudioSource,
  LocalAudioTrack,
  type Room,
  TrackPublishOptions,
  TrackSource,
} from '@livekit/rtc-node';
import { synthesize } from '../speech/synthesize.ts';
import type { Voice } from '../speech/voices.ts';
import type { Recording } from './create-recording.ts';
import type { Clock, Mouth, Utterance } from './mouth.ts';
import { pressInRoom } from './press-in-room.ts';
import { trimSilence } from './speech-spans.ts';

const frameMs = 20;
/** Small, so that what is said is heard at once; large enough for a hiccup of the event loop. */
const queueMs = 100;

export interface SpeakOptions {
  room: Room;
  voice: Voice;
  clock: Clock;
  recording: Recording;
}

interface Speech {
  text: string;
  pcm: Int16Array;
  at: number;
  startMs?: number;
  endMs?: number;
  cut: boolean;
  done: (utterance: Utterance) => void;
}

/** A microphone that is never switched off: small frames in real time, silence between the sentences. */
export async function speakIntoRoom({ room, voice, clock, recording }: SpeakOptions): Promise<Mouth> {
  const { sampleRate } = recording;
  const size = (sampleRate * frameMs) / 1000;
  const source = new AudioSource(sampleRate, 1, queueMs);
  const track = LocalAudioTrack.createAudioTrack('microphone', source);
  let open = true;
  let speech: Speech | undefined;

  const queued = (sampleRate * queueMs) / 1000;

  const finish = ({ text, endMs = clock(), startMs = endMs, done }: Speech, cut: boolean): void => {
    speech = undefined;
    done({ text, startMs, endMs, cut });
  };
  const nextFrame = (): Int16Array => {
    const frame = new Int16Array(size);
    const heardAt = clock() + source.queuedDuration;
    if (speech) {
      const piece = speech.pcm.subarray(speech.at, speech.at + size);
      frame.set(piece);
      speech.startMs ??= heardAt;
      speech.at += size;
      if (speech.at >= speech.pcm.length) speech.endMs ??= heardAt + (piece.length / sampleRate) * 1000;
      // Not before its last sample has left the queue, or hanging up would swallow it.
      if (speech.at >= speech.pcm.length + queued) finish(speech, speech.cut);
    }
    recording.write('caller', frame, heardAt);
    return frame;
  };
  const fallSilent = (): void => {
    open = false;
    if (speech) finish(speech, true);
  };
  const pump = async (): Promise<void> => {
    while (open) await source.captureFrame(new AudioFrame(nextFrame(), sampleRate, 1, size));
  };

  const publish = () =>
    room.localParticipant?.publishTrack(
      track,
      new TrackPublishOptions({ source: TrackSource.SOURCE_MICROPHONE }),
    );
  // On a machine at its limit the server's answer has been missed; LiveKit's library asks once.
  await publish()?.catch(publish);
  // A room that is gone ends the pump; the caller learns that from the room itself.
  const pumping = pump().catch(fallSilent);

  return {
    async say(text, { cutAfterMs } = {}) {
      const spoken = await synthesize({ text, voice });
      if (spoken.sampleRate !== sampleRate)
        throw new Error(`the voice ${voice} speaks at ${spoken.sampleRate} Hz, not at ${sampleRate}`);
      const whole = trimSilence(spoken.pcm, sampleRate);
      const samples = cutAfterMs === undefined ? whole.length : (cutAfterMs / 1000) * sampleRate;
      const pcm = whole.slice(0, samples);
      return new Promise<Utterance>((done) => {
        if (!open) return done({ text, startMs: clock(), endMs: clock(), cut: true });
        speech = { text, pcm, at: 0, cut: pcm.length < whole.length, done };
      });
    },
    press: (keys) => pressInRoom(room, keys),
    async close() {
      fallSilent();
      await pumping;
      await source.close();
    },
  };
}
