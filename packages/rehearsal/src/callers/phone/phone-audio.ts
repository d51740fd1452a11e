import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { decodeMuLaw, encodeMuLaw } from './mu-law.ts';

const frameSamples = 160;
const dtmfType = 101;
const keys = '0123456789*#ABCD';

/** A phone's audio: µ-law over RTP, 20 ms a packet, always flowing unless it is muted. */
export interface PhoneAudio {
  readonly port: number;
  /** Keys heard, each once. */
  readonly digits: string;
  /** All that was received so far, 8 kHz. */
  heard(): Int16Array;
  readonly packetsIn: number;
  /** Called with each piece that is received from now on, 8 kHz. */
  listen(onFrame: (pcm: Int16Array) => void): void;
  sendTo(remote: { host: string; port: number }): void;
  /** Resolves when it has been said. */
  play(pcm: Int16Array): Promise<void>;
  /** Resolves when the last key has been sent. */
  press(digits: string): Promise<void>;
  /** Says no more of what was begun. */
  hush(): void;
  /** No packet leaves any more: as when the network is gone. */
  stopSending(): void;
  startSending(): void;
  close(): Promise<void>;
}

export async function openPhoneAudio(host: string): Promise<PhoneAudio> {
  const socket = createSocket('udp4').bind(0, host);
  await once(socket, 'listening');
  const received: Int16Array[] = [];
  const speech: { pcm: Int16Array; at: number; done: () => void }[] = [];
  const packets: Buffer[] = [];
  let pressed: (() => void)[] = [];
  let listener: ((pcm: Int16Array) => void) | undefined;
  const ssrc = Math.floor(Math.random() * 2 ** 32);
  let target: { host: string; port: number } | undefined;
  let sending = true;
  let digits = '';
  let lastKey = -1;
  let packetsIn = 0;
  let sequence = 1;
  let timestamp = 1;

  socket.on('error', () => {});
  socket.on('message', (packet) => {
    if (packet.length < 12 || (packet[0] ?? 0) >> 6 !== 2) return;
    packetsIn++;
    const type = (packet[1] ?? 0) & 0x7f;
    const payload = packet.subarray(12);
    if (type === 0) {
      const frame = Int16Array.from(payload, decodeMuLaw);
      received.push(frame);
      listener?.(frame);
    } else if (type === dtmfType && packet.readUInt32BE(4) !== lastKey) {
      lastKey = packet.readUInt32BE(4);
      digits += keys[payload[0] ?? 0] ?? '';
    }
  });
  const header = (type: number, at: number, marker = false): Buffer => {
    const buffer = Buffer.alloc(12);
    buffer[0] = 0x80;
    buffer[1] = type | (marker ? 0x80 : 0);
    buffer.writeUInt16BE(sequence++ & 0xffff, 2);
    buffer.writeUInt32BE(at >>> 0, 4);
    buffer.writeUInt32BE(ssrc, 8);
    return buffer;
  };
  const nextAudio = (): Buffer => {
    const frame = Buffer.alloc(frameSamples, 0xff);
    const [saying] = speech;
    if (saying) {
      for (let i = 0; i < frameSamples; i++) frame[i] = encodeMuLaw(saying.pcm[saying.at + i] ?? 0);
      saying.at += frameSamples;
      if (saying.at >= saying.pcm.length) {
        speech.shift();
        saying.done();
      }
    }
    return Buffer.concat([header(0, timestamp), frame]);
  };
  /** Ten packets, the last thrice, then a pause: each is one tick's turn. */
  const queueKey = (code: number): void => {
    for (let i = 1; i <= 12; i++)
      packets.push(
        Buffer.from([
          code,
          (i >= 10 ? 0x80 : 0) | 10,
          (Math.min(i, 10) * 160) >> 8,
          (Math.min(i, 10) * 160) & 0xff,
        ]),
      );
    for (let i = 0; i < 5; i++) packets.push(Buffer.alloc(0));
  };
  const settleKeys = (): void => {
    for (const done of pressed) done();
    pressed = [];
  };
  const hush = (): void => {
    for (const { done } of speech.splice(0)) done();
  };
  let keyBegan = 0;
  const started = performance.now();
  let ticks = 0;
  const timer = setInterval(() => {
    for (const due = (performance.now() - started) / 20; ticks < due; ticks++) {
      timestamp += frameSamples;
      const key = packets.shift();
      if (packets.length === 0) settleKeys();
      const first = key?.length === 4 && key.readUInt16BE(2) === 160;
      if (first) keyBegan = timestamp;
      if (!target || !sending || key?.length === 0) continue;
      const packet = key ? Buffer.concat([header(dtmfType, keyBegan, first), key]) : nextAudio();
      socket.send(packet, target.port, target.host, () => {});
    }
  }, 10);

  return {
    port: socket.address().port,
    get digits() {
      return digits;
    },
    get packetsIn() {
      return packetsIn;
    },
    heard: () => Int16Array.from(received.flatMap((frame) => [...frame])),
    sendTo(remote) {
      target = remote;
    },
    play: (pcm) => new Promise<void>((done) => speech.push({ pcm, at: 0, done })),
    press(more) {
      for (const key of more) if (keys.includes(key)) queueKey(keys.indexOf(key));
      return new Promise((done) => pressed.push(done));
    },
    hush,
    listen(onFrame) {
      listener = onFrame;
    },
    stopSending() {
      sending = false;
    },
    startSending() {
      sending = true;
    },
    async close() {
      clearInterval(timer);
      hush();
      settleKeys();
      socket.close();
      await once(socket, 'close');
    },
  };
}
