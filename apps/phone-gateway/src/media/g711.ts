/** The two laws of G.711 by their names in SDP. */
export type G711Codec = 'PCMU' | 'PCMA';

/** Their static payload types (RFC 3551). */
export const g711PayloadTypes = { PCMU: 0, PCMA: 8 } as const satisfies Record<G711Codec, number>;

/** What both laws sample at, in Hz: 8 samples a millisecond. */
export const sampleRate = 8000;

/** 20 ms, the frame in which audio travels through the gateway. */
export const frameMs = 20;
export const frameSamples = (sampleRate * frameMs) / 1000;

const segmentOf = (magnitude: number, first: number): number => {
  let segment = 0;
  for (let end = first; segment < 7 && magnitude > end; end = end * 2 + 1) segment++;
  return segment;
};

const encodeMuLawSample = (sample: number): number => {
  const magnitude = Math.min(sample < 0 ? -sample : sample, 32_635) + 0x84;
  const segment = segmentOf(magnitude, 0xff);
  return ~((sample < 0 ? 0x80 : 0) | (segment << 4) | ((magnitude >> (segment + 3)) & 0x0f)) & 0xff;
};

const decodeMuLawSample = (byte: number): number => {
  const bits = ~byte & 0xff;
  const magnitude = ((((bits & 0x0f) << 3) + 0x84) << ((bits >> 4) & 7)) - 0x84;
  return bits & 0x80 ? -magnitude : magnitude;
};

const encodeALawSample = (sample: number): number => {
  const magnitude = (sample < 0 ? -sample - 1 : sample) >> 3;
  const segment = segmentOf(magnitude, 0x1f);
  const step = (magnitude >> Math.max(segment, 1)) & 0x0f;
  return ((segment << 4) | step) ^ (sample < 0 ? 0x55 : 0xd5);
};

const decodeALawSample = (byte: number): number => {
  const bits = byte ^ 0x55;
  const segment = (bits >> 4) & 7;
  const step = ((bits & 0x0f) << 4) + 8;
  const magnitude = segment === 0 ? step : (step + 0x100) << (segment - 1);
  return bits & 0x80 ? magnitude : -magnitude;
};

interface Law {
  /** By byte. */
  decoded: Int16Array;
  /** By sample, taken as unsigned. */
  encoded: Uint8Array;
}

const tabulate = (encode: (sample: number) => number, decode: (byte: number) => number): Law => ({
  decoded: Int16Array.from({ length: 256 }, (_, byte) => decode(byte)),
  encoded: Uint8Array.from({ length: 65_536 }, (_, bits) => encode((bits << 16) >> 16)),
});

const laws: Record<G711Codec, Law> = {
  PCMU: tabulate(encodeMuLawSample, decodeMuLawSample),
  PCMA: tabulate(encodeALawSample, decodeALawSample),
};

/** Bytes on the wire to 16-bit samples, one for one. */
export function decodeG711(codec: G711Codec, payload: Uint8Array): Int16Array {
  const { decoded } = laws[codec];
  const samples = new Int16Array(payload.length);
  for (let i = 0; i < payload.length; i++) samples[i] = decoded[payload[i] as number] as number;
  return samples;
}

/** Writes the samples into `target`, one byte each. */
export function encodeG711(codec: G711Codec, samples: Int16Array, target: Uint8Array): void {
  const { encoded } = laws[codec];
  for (let i = 0; i < samples.length; i++) target[i] = encoded[(samples[i] as number) & 0xffff] as number;
}
