import { expect, test } from 'vitest';
import { rms } from './rms.ts';
import { synthesize } from './synthesize.ts';
import { tellBandwidth } from './tell-bandwidth.ts';
import { byTelephone } from './testing/by-telephone.ts';
import { widenBand } from './widen-band.ts';

const sentences = ['Yes, that is right.', 'My name is John Smith.', 'Five five five, zero one four two.'];

function judge(pcm: Int16Array) {
  const teller = tellBandwidth();
  for (let at = 0; !teller.sure && at + 320 <= pcm.length; at += 320) {
    const frame = pcm.slice(at, at + 320);
    if (rms(frame) > 300) teller.hear(frame);
  }
  return teller;
}

test.each((['slt', 'rms', 'awb'] as const).flatMap((voice) => sentences.map((text) => ({ voice, text }))))(
  'tells $voice saying "$text" from the same by telephone',
  async ({ voice, text }) => {
    const { pcm, sampleRate } = await synthesize({ text, voice });
    expect(judge(pcm)).toMatchObject({ sure: true, narrow: false });
    const narrow = byTelephone(pcm, sampleRate);
    expect(judge(narrow)).toMatchObject({ sure: true, narrow: true });
    expect(judge(widenBand().push(narrow.slice(0, narrow.length - (narrow.length % 160)))).narrow).toBe(
      false,
    );
  },
);

test('does not take a line for a telephone before it has heard speech', () => {
  expect(tellBandwidth()).toMatchObject({ sure: false, narrow: false });
});
