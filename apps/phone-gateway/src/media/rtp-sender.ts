import { randomInt } from 'node:crypto';
import type { DtmfStep } from './dtmf-sender.ts';
import { encodeG711, frameMs, frameSamples, type G711Codec, g711PayloadTypes } from './g711.ts';
import { composeRtpPacket } from './rtp-packet.ts';

/** A longer break in sending is a talk spurt of its own: the timestamps leap by it, and the marker says so. */
const breakMs = 100;

export interface RtpSender {
  audio(codec: G711Codec, frame: Int16Array, nowMs: number): Buffer;
  /** A step of a key; undefined in its pauses. Time goes on as if audio had been sent. */
  dtmf(payloadType: number, step: DtmfStep, nowMs: number): Buffer | undefined;
}

/** Numbers and dates the packets of one call. */
export function createRtpSender(): RtpSender {
  const ssrc = randomInt(2 ** 32);
  let sequence = randomInt(2 ** 16);
  let timestamp = randomInt(2 ** 32);
  let eventTimestamp = timestamp;
  let lastMs: number | undefined;
  let marker = true;

  /** One frame's time has passed, or more after a break. */
  const advance = (nowMs: number): void => {
    const elapsed = lastMs === undefined ? frameMs : nowMs - lastMs;
    const frames = elapsed > breakMs ? Math.round(elapsed / frameMs) : 1;
    if (frames > 1) marker = true;
    timestamp = (timestamp + frames * frameSamples) >>> 0;
    lastMs = nowMs;
  };
  const number = (): number => {
    sequence = (sequence + 1) & 0xffff;
    return sequence;
  };

  return {
    audio(codec, frame, nowMs) {
      advance(nowMs);
      const header = { payloadType: g711PayloadTypes[codec], marker, sequence: number(), timestamp, ssrc };
      const { datagram, payload } = composeRtpPacket(header, frame.length);
      encodeG711(codec, frame, payload);
      marker = false;
      return datagram;
    },
    dtmf(payloadType, step, nowMs) {
      advance(nowMs);
      marker = true;
      if (step === 'pause') return undefined;
      if (step.first) eventTimestamp = timestamp;
      const header = { payloadType, marker: step.first, sequence: number(), timestamp: eventTimestamp, ssrc };
      const { datagram, payload } = composeRtpPacket(header, step.payload.length);
      payload.set(step.payload);
      return datagram;
    },
  };
}
