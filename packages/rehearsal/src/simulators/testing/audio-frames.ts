import { AudioFrame } from '@livekit/rtc-node';
import { resample } from '../../speech/resample.ts';
import { synthesize } from '../../speech/synthesize.ts';
import type { Voice } from '../../speech/voices.ts';

/** `text` spoken, in frames of 20 ms as a room delivers them. */
export async function spokenFrames(
  text: string,
  { sampleRate, voice = 'rms' }: { sampleRate: number; voice?: Voice },
): Promise<AudioFrame[]> {
  const speech = await synthesize({ text, voice });
  return framesOf(resample(speech.pcm, speech.sampleRate, sampleRate), sampleRate);
}

export const silentFrames = (ms: number, sampleRate: number): AudioFrame[] =>
  framesOf(new Int16Array((sampleRate * ms) / 1000), sampleRate);

function framesOf(pcm: Int16Array, sampleRate: number): AudioFrame[] {
  const size = sampleRate / 50;
  return Array.from({ length: Math.ceil(pcm.length / size) }, (_, index) => {
    const frame = new Int16Array(size);
    frame.set(pcm.subarray(index * size, (index + 1) * size));
    return new AudioFrame(frame, sampleRate, 1, size);
  });
}

/** The samples of frames in one piece. */
export function joinFrames(frames: AudioFrame[]): { pcm: Int16Array; sampleRate: number } {
  const pcm = new Int16Array(frames.reduce((sum, { data }) => sum + data.length, 0));
  frames.reduce((at, { data }) => {
    pcm.set(data, at);
    return at + data.length;
  }, 0);
  return { pcm, sampleRate: frames[0]?.sampleRate ?? 0 };
}
