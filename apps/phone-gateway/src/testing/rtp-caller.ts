import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createDtmfReceiver } from '../media/dtmf-receiver.ts';
import { createDtmfSender } from '../media/dtmf-sender.ts';
import { decodeG711, type G711Codec, g711PayloadTypes } from '../media/g711.ts';
import { parseRtpPacket, type RtpPacket } from '../media/rtp-packet.ts';
import { createRtpSender } from '../media/rtp-sender.ts';
import { startSteadyTicker } from '../media/steady-ticker.ts';

export const callerDtmfType = 101;

/** The telephone at the other end of the RTP: speaks what it is given, keeps what it hears. */
export interface RtpCaller {
  readonly port: number;
  readonly packets: RtpPacket[];
  readonly heard: Int16Array[];
  readonly digits: string[];
  speak(nextFrame: () => Int16Array): void;
  /** A packet as it is, garbage too. */
  send(datagram: Buffer): void;
  press(digits: string): void;
  /** From now on to this port. */
  callTo(port: number): void;
  /** Resolves when as many more frames have been heard. */
  hear(frames: number): Promise<Int16Array[]>;
  close(): Promise<void>;
}

export async function openRtpCaller(codec: G711Codec = 'PCMU'): Promise<RtpCaller> {
  const socket = createSocket('udp4').bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const sender = createRtpSender();
  const keys = createDtmfSender();
  const packets: RtpPacket[] = [];
  const heard: Int16Array[] = [];
  const digits: string[] = [];
  const waiting: { until: number; done: () => void }[] = [];
  let target = 0;
  let stop = (): void => {};
  let nextFrame: (() => Int16Array) | undefined;
  const receiver = createDtmfReceiver((digit) => digits.push(digit));
  const send = (datagram: Buffer): void => {
    if (target > 0) socket.send(datagram, target, '127.0.0.1', () => {});
  };

  socket.on('message', (datagram) => {
    const packet = parseRtpPacket(datagram);
    if (!packet) return;
    packets.push(packet);
    if (packet.payloadType === callerDtmfType) receiver.receive(packet);
    else if (packet.payloadType === g711PayloadTypes[codec]) heard.push(decodeG711(codec, packet.payload));
    for (const { until, done } of waiting) if (heard.length >= until) done();
  });

  return {
    port: socket.address().port,
    packets,
    heard,
    digits,
    speak(next) {
      nextFrame = next;
      stop();
      stop = startSteadyTicker(20, () => {
        const now = performance.now();
        if (keys.busy) {
          const datagram = sender.dtmf(callerDtmfType, keys.next(), now);
          if (datagram) send(datagram);
        } else if (nextFrame) send(sender.audio(codec, nextFrame(), now));
      });
    },
    send,
    press: (more) => void keys.dial(more),
    callTo(port) {
      target = port;
    },
    async hear(frames) {
      const from = heard.length;
      const { promise, resolve } = Promise.withResolvers<void>();
      waiting.push({ until: from + frames, done: resolve });
      await promise;
      return heard.slice(from);
    },
    async close() {
      stop();
      socket.close();
      await once(socket, 'close');
    },
  };
}
