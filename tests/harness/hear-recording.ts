import { execFileSync } from 'node:child_process';
import { getFfmpegPath } from '@livekit/av';
import { type SpeechSpan, speechSpans, startRecognizer } from '@parley/rehearsal';

const sampleRate = 16_000;

export interface HeardChannel {
  /** Lower-case words, by recognition. */
  words: string;
  spans: SpeechSpan[];
}

/** What is heard in each channel of a stereo Ogg file. */
export async function hearRecording(
  audio: Uint8Array,
): Promise<{ left: HeardChannel; right: HeardChannel; lengthMs: number }> {
  const args = ['-loglevel', 'error', '-i', 'pipe:0', '-f', 's16le', '-ar', `${sampleRate}`, 'pipe:1'];
  const pcm = execFileSync(getFfmpegPath() ?? 'ffmpeg', args, { input: audio, maxBuffer: 2 ** 28 });
  const both = new Int16Array(pcm.buffer.slice(pcm.byteOffset, pcm.byteOffset + pcm.byteLength));
  const recognizer = await startRecognizer({ python: process.env.PARLEY_PYTHON ?? 'python3' });
  try {
    const hear = async (channel: 0 | 1): Promise<HeardChannel> => {
      const samples = both.filter((_, index) => index % 2 === channel);
      const stream = recognizer.openStream({ sampleRate });
      stream.write(samples);
      return { words: await stream.finish(), spans: speechSpans(samples, sampleRate) };
    };
    return { left: await hear(0), right: await hear(1), lengthMs: (both.length / 2 / sampleRate) * 1_000 };
  } finally {
    await recognizer.close();
  }
}
