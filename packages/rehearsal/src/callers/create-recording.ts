import { pcmBytes, wavHeader } from '../speech/wav.ts';

/** How far a piece's time may run ahead before silence is put between. */
const toleranceMs = 60;
const firstSeconds = 30;

export type Side = 'caller' | 'agent';

/** Two channels on one clock: left the caller, right the agent. */
export interface Recording {
  readonly sampleRate: number;
  /** @param at ms on the call's clock at which the first sample was spoken or heard. */
  write(side: Side, pcm: Int16Array, at: number): void;
  /** One side, as long as it was written. */
  channel(side: Side): Int16Array;
  /** A stereo WAV file. */
  toWav(): Buffer;
}

interface Channel {
  samples: Int16Array;
  length: number;
}

/** Pieces follow each other without a seam, so that jitter does not tear words apart, unless their time runs away. */
export function createRecording(sampleRate: number): Recording {
  const empty = (): Channel => ({ samples: new Int16Array(sampleRate * firstSeconds), length: 0 });
  const channels = { caller: empty(), agent: empty() };

  const grow = (channel: Channel, length: number): void => {
    if (length <= channel.samples.length) return;
    const larger = new Int16Array(Math.max(length, channel.samples.length * 2));
    larger.set(channel.samples);
    channel.samples = larger;
  };
  return {
    sampleRate,
    write(side, pcm, at) {
      const channel = channels[side];
      const due = Math.round((at / 1000) * sampleRate);
      const start = due - channel.length > (toleranceMs / 1000) * sampleRate ? due : channel.length;
      grow(channel, start + pcm.length);
      channel.samples.set(pcm, start);
      channel.length = start + pcm.length;
    },
    channel: (side) => channels[side].samples.slice(0, channels[side].length),
    toWav() {
      const { caller, agent } = channels;
      const length = Math.max(caller.length, agent.length);
      const both = new Int16Array(length * 2);
      for (let at = 0; at < length; at++) {
        both[at * 2] = at < caller.length ? (caller.samples[at] as number) : 0;
        both[at * 2 + 1] = at < agent.length ? (agent.samples[at] as number) : 0;
      }
      const header = wavHeader(both.byteLength, sampleRate);
      header.writeUInt16LE(2, 22);
      header.writeUInt32LE(sampleRate * 4, 28);
      header.writeUInt16LE(4, 32);
      return Buffer.concat([header, pcmBytes(both)]);
    },
  };
}
