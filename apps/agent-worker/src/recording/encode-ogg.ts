import { spawn } from 'node:child_process';
import { getFfmpegPath } from '@livekit/av';

/** Bits a second of both sides: no crosstalk between them, and 22 MB an hour. */
const bitRate = '48k';

export interface OggEncoder {
  /** Interleaved stereo. */
  write(samples: Int16Array): void;
  /** @throws when it could not be encoded whole */
  end(): Promise<Buffer<ArrayBuffer>>;
  /** Throws away what there is. */
  abandon(): void;
  /** Resolves with what went wrong before the end. */
  failed: Promise<Error>;
}

/**
 * Makes Ogg with Opus of a call while it goes on, in memory: nothing of a call is ever on the worker's disk.
 * By the SDK's own FFmpeg, in a process that ends with ours.
 */
export function encodeOgg(sampleRate: number, program = getFfmpegPath() ?? 'ffmpeg'): OggEncoder {
  const input = ['-f', 's16le', '-ar', `${sampleRate}`, '-ac', '2', '-i', 'pipe:0'];
  const output = ['-c:a', 'libopus', '-b:a', bitRate, '-ar', '24000', '-f', 'ogg', 'pipe:1'];
  const child = spawn(program, ['-hide_banner', '-loglevel', 'error', ...input, ...output]);
  const chunks: Buffer[] = [];
  const faults: Buffer[] = [];
  const failed = Promise.withResolvers<Error>();
  const closed = Promise.withResolvers<number | null>();
  let ending = false;
  const fail = (error: Error): void => {
    failed.resolve(error);
    closed.resolve(null);
  };
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => faults.push(chunk));
  child.on('error', fail);
  // Its end says why, and says it better.
  child.stdin.on('error', () => {});
  child.on('close', (code) => {
    if (!ending) fail(new Error(`the encoder ended by itself (${code}): ${Buffer.concat(faults)}`));
    closed.resolve(code);
  });
  return {
    failed: failed.promise,
    write: (samples) => {
      if (!child.stdin.writable) return;
      child.stdin.write(Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength));
    },
    end: async () => {
      ending = true;
      child.stdin.end();
      const code = await closed.promise;
      if (code !== 0) throw new Error(`the encoder failed (${code}): ${Buffer.concat(faults)}`);
      return Buffer.concat(chunks);
    },
    abandon: () => {
      ending = true;
      chunks.length = 0;
      child.kill('SIGKILL');
    },
  };
}
