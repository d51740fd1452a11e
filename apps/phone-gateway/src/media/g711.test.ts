import { alaw, mulaw } from 'alawmulaw';
import { describe, expect, it } from 'vitest';
import { decodeG711, encodeG711, type G711Codec } from './g711.ts';

const everyByte = Uint8Array.from({ length: 256 }, (_, byte) => byte);
const everySample = Int16Array.from({ length: 65_536 }, (_, i) => i - 32_768);

const encode = (codec: G711Codec, samples: Int16Array): Uint8Array => {
  const bytes = new Uint8Array(samples.length);
  encodeG711(codec, samples, bytes);
  return bytes;
};

const laws = [
  { codec: 'PCMU', oracle: mulaw },
  { codec: 'PCMA', oracle: alaw },
] as const;

describe.each(laws)('$codec', ({ codec, oracle }) => {
  it('decodes every byte as the oracle does', () => {
    expect(decodeG711(codec, everyByte)).toEqual(oracle.decode(everyByte));
  });

  it('encodes no sample worse than the oracle does', () => {
    const bytes = encode(codec, everySample);
    const ours = decodeG711(codec, bytes);
    const worse = everySample.filter((sample, i) => {
      const theirs = oracle.decodeSample(oracle.encodeSample(sample) & 0xff);
      return Math.abs((ours[i] as number) - sample) > Math.abs(theirs - sample);
    });
    expect([...worse]).toEqual([]);
  });

  it('gives back what it decoded', () => {
    const again = encode(codec, decodeG711(codec, everyByte));
    // µ-law has two zeros.
    const twice = codec === 'PCMU' ? everyByte.map((byte) => (byte === 0x7f ? 0xff : byte)) : everyByte;
    expect(again).toEqual(twice);
  });
});

it('encodes every sample to the very bytes of the oracle in µ-law', () => {
  expect([...encode('PCMU', everySample)]).toEqual([...everySample].map((s) => mulaw.encodeSample(s) & 0xff));
});
