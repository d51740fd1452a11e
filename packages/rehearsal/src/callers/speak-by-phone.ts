import { resample } from '../speech/resample.ts';
import { synthesize } from '../speech/synthesize.ts';
import type { Voice } from '../speech/voices.ts';
import type { Recording } from './create-recording.ts';
import type { Clock, Mouth } from './mouth.ts';
import type { PhoneCall } from './phone/phone-call.ts';
import { trimSilence } from './speech-spans.ts';

const phoneRate = 8000;

export interface SpeakByPhoneOptions {
  call: PhoneCall;
  voice: Voice;
  clock: Clock;
  recording: Recording;
}

/** Speaks down the line: 8 kHz, µ-law, in real time. */
export function speakByPhone({ call, voice, clock, recording }: SpeakByPhoneOptions): Mouth {
  let open = true;
  const fallSilent = (): void => {
    open = false;
    call.audio.hush();
  };
  void call.ended.then(fallSilent);
  return {
    async say(text, { cutAfterMs } = {}) {
      const spoken = await synthesize({ text, voice });
      const whole = resample(trimSilence(spoken.pcm, spoken.sampleRate), spoken.sampleRate, phoneRate);
      const wanted = cutAfterMs === undefined ? whole : whole.subarray(0, (cutAfterMs / 1000) * phoneRate);
      const startMs = clock();
      if (!open) return { text, startMs, endMs: startMs, cut: true };
      await call.play(wanted);
      const samples = open ? wanted.length : Math.round(((clock() - startMs) / 1000) * phoneRate);
      const said = wanted.subarray(0, samples);
      recording.write('caller', resample(said, phoneRate, recording.sampleRate), startMs);
      const endMs = startMs + (said.length / phoneRate) * 1000;
      return { text, startMs, endMs, cut: said.length < whole.length };
    },
    async press(keys) {
      if (open) await call.press(keys);
    },
    async close() {
      fallSilent();
    },
  };
}
