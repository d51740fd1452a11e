import { createArrivalJitter } from './arrival-jitter.ts';
import { createDtmfReceiver } from './dtmf-receiver.ts';
import { createFrameCutter } from './frame-cutter.ts';
import { decodeG711, type G711Codec } from './g711.ts';
import { createJitterBuffer, type JitterStats } from './jitter-buffer.ts';
import type { RtpPacket } from './rtp-packet.ts';

/** More than 200 ms in one packet no telephone sends. */
const mostPayload = 1600;

export interface RtpReceiverStats extends JitterStats {
  jitterMs: number;
  senders: number;
  /** Of types that were not agreed on, or too long. */
  unknown: number;
  digits: number;
}

export interface RtpReceiver {
  receive(packet: RtpPacket, nowMs: number): void;
  readonly waiting: boolean;
  giveUp(): void;
  stats(): RtpReceiverStats;
}

export interface RtpReceiverOptions {
  /** Read at every packet, as a re-INVITE may change it. */
  dtmfPayloadType(): number | undefined;
  onAudio(frame: Int16Array): void;
  onDtmf(digit: string): void;
}

const codecOf = (payloadType: number): G711Codec | undefined =>
  payloadType === 0 ? 'PCMU' : payloadType === 8 ? 'PCMA' : undefined;

/** What one sender's packets say: audio in order and in frames of 20 ms, and keys. */
export function createRtpReceiver({ dtmfPayloadType, onAudio, onDtmf }: RtpReceiverOptions): RtpReceiver {
  const jitter = createArrivalJitter();
  const cutter = createFrameCutter(onAudio);
  const buffer = createJitterBuffer((samples) => cutter.push(samples));
  let ssrc: number | undefined;
  let senders = 0;
  let unknown = 0;
  let digits = 0;
  const dtmf = createDtmfReceiver((digit) => {
    digits++;
    onDtmf(digit);
  });

  const follow = (next: number): void => {
    if (next === ssrc) return;
    ssrc = next;
    senders++;
    buffer.reset();
    dtmf.reset();
    jitter.reset();
  };

  return {
    receive(packet, nowMs) {
      follow(packet.ssrc);
      const codec = codecOf(packet.payloadType);
      if (codec && packet.payload.length <= mostPayload) {
        jitter.arrived(packet.timestamp, nowMs, packet.marker);
        return buffer.push(packet.sequence, decodeG711(codec, packet.payload));
      }
      // Comfort noise is silence, which needs no packet; like keys it only takes its place in the order.
      if (packet.payloadType === dtmfPayloadType()) dtmf.receive(packet);
      else if (packet.payloadType !== 13) unknown++;
      buffer.push(packet.sequence, undefined);
    },
    get waiting() {
      return buffer.waiting;
    },
    giveUp: () => buffer.giveUp(),
    stats: () => ({ ...buffer.stats, jitterMs: jitter.ms, senders, unknown, digits }),
  };
}
