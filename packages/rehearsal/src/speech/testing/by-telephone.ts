import { decodeMuLaw, encodeMuLaw } from '../../callers/phone/mu-law.ts';
import { resample } from '../resample.ts';

/** What a telephone leaves of speech: 8 kHz and µ-law, brought back to the rate it had. */
export const byTelephone = (pcm: Int16Array, sampleRate: number): Int16Array =>
  resample(
    resample(pcm, sampleRate, 8000).map((sample) => decodeMuLaw(encodeMuLaw(sample))),
    8000,
    sampleRate,
  );
