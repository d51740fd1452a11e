/**
 * Reads a 16-bit PCM WAV file; several channels are mixed to one.
 * @throws Error when it is no WAV file or holds another encoding.
 */
export function readWav(bytes: Uint8Array): { pcm: Int16Array; sampleRate: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const tag = (at: number) => String.fromCharCode(...bytes.subarray(at, at + 4));
  if (bytes.length < 12 || tag(0) !== 'RIFF' || tag(8) !== 'WAVE') throw new Error('not a WAV file');
  let format: { channels: number; sampleRate: number } | undefined;
  for (let at = 12; at + 8 <= bytes.length; ) {
    const size = view.getUint32(at + 4, true);
    const body = at + 8;
    if (tag(at) === 'fmt ') {
      if (view.getUint16(body + 14, true) !== 16) throw new Error('only 16-bit PCM WAV files are understood');
      format = { channels: view.getUint16(body + 2, true), sampleRate: view.getUint32(body + 4, true) };
    }
    if (tag(at) === 'data' && format) {
      const end = Math.min(body + size, bytes.length);
      const samples = pcmSamples(bytes.subarray(body, end));
      return { pcm: mixDown(samples, format.channels), sampleRate: format.sampleRate };
    }
    at = body + size + (size & 1);
  }
  throw new Error('the WAV file holds no audio');
}

/** A 16-bit mono WAV file. */
export function writeWav(pcm: Int16Array, sampleRate: number): Buffer {
  return Buffer.concat([wavHeader(pcm.byteLength, sampleRate), pcmBytes(pcm)]);
}

export function wavHeader(dataBytes: number, sampleRate: number): Buffer {
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + dataBytes, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(sampleRate, 24);
  header.writeUInt32LE(sampleRate * 2, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36);
  header.writeUInt32LE(dataBytes, 40);
  return header;
}

/** The samples as little-endian bytes, sharing memory. */
export const pcmBytes = (pcm: Int16Array): Buffer => Buffer.from(pcm.buffer, pcm.byteOffset, pcm.byteLength);

/** Little-endian bytes as samples of their own; an odd last byte is dropped. */
export const pcmSamples = (bytes: Uint8Array): Int16Array =>
  // A Buffer's slice() would share its pool's memory, and `.buffer` would be the whole pool.
  new Int16Array(new Uint8Array(bytes.subarray(0, bytes.length & ~1)).buffer);

function mixDown(samples: Int16Array, channels: number): Int16Array {
  if (channels === 1) return samples;
  const mixed = new Int16Array(Math.floor(samples.length / channels));
  for (let index = 0; index < mixed.length; index++) {
    let sum = 0;
    for (let channel = 0; channel < channels; channel++) sum += samples[index * channels + channel] ?? 0;
    mixed[index] = sum / channels;
  }
  return mixed;
}
