import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { isIPv6 } from 'node:net';
import type { Logger } from '@parley/observability';
import { createDtmfSender } from './dtmf-sender.ts';
import { frameMs, type G711Codec } from './g711.ts';
import { type MediaDirection, receives, sends } from './media-direction.ts';
import { createRemoteParty, type MediaAddress } from './remote-party.ts';
import { parseRtpPacket } from './rtp-packet.ts';
import { createRtpReceiver, type RtpReceiverStats } from './rtp-receiver.ts';
import { createRtpSender } from './rtp-sender.ts';
import { startSteadyTicker } from './steady-ticker.ts';

/** A missing packet is waited for so long, where not enough others come to give it up. */
const patienceMs = 60;
/** RTP is wont to have an even port, with RTCP's on the next; some telephones rely on it. */
const portAttempts = 8;

export interface RtpEndpointOptions {
  /** Own address: the one SIP listens on. */
  host: string;
  codec: G711Codec;
  /** From the SDP; undefined while the answer to an own offer is awaited. Until then nobody is heard. */
  remote?: MediaAddress | undefined;
  /** Where the signalling comes from: heard too, for telephones behind a NAT whose SDP names an inner address. */
  signallingAddress?: string | undefined;
  /** Undefined when the other side knows no telephone-event. */
  dtmfPayloadType?: number | undefined;
  /** `inactive` until the call is answered keeps the media timeout from running. Default `sendrecv`. */
  direction?: MediaDirection;
  log: Logger;
  /** 20 ms at 8 kHz; the memory is the listener's. */
  onAudio(frame: Int16Array): void;
  /** Once for each key. */
  onDtmf(digit: string): void;
  /** Nothing came for so long though it should have: not on hold. 0 is for ever. */
  mediaTimeoutMs: number;
  /** Once. */
  onTimeout(): void;
}

export interface RtpStats extends RtpReceiverStats {
  packetsIn: number;
  packetsOut: number;
  /** From somewhere else than the call's other side. */
  foreign: number;
  /** No RTP, or broken. */
  malformed: number;
  /** Frames that were not sent: on hold, nobody to send to, a key being pressed. */
  framesUnsent: number;
  sendErrors: number;
}

export interface RtpAgreement {
  codec?: G711Codec;
  dtmfPayloadType?: number | undefined;
}

export interface RtpEndpoint {
  readonly port: number;
  /** 20 ms at 8 kHz, in its own time. */
  send(frame: Int16Array): void;
  /** Keys, one after the other; `w` waits half a second. @returns how many characters were taken */
  sendDtmf(digits: string): number;
  /** From now on; also how a call is taken off hold. */
  hold(direction: MediaDirection): void;
  /** After a new offer or answer; what `agreement` leaves out stays. */
  retarget(remote: MediaAddress, agreement?: RtpAgreement): void;
  stats(): RtpStats;
  close(): Promise<void>;
}

const bindOnce = async (host: string): Promise<Socket> => {
  const socket = createSocket(isIPv6(host) ? 'udp6' : 'udp4');
  socket.bind({ address: host, port: 0, exclusive: true });
  await once(socket, 'listening');
  return socket;
};

/** @returns with an even port, where eight attempts find one */
async function bindEven(host: string): Promise<Socket> {
  const odd: Socket[] = [];
  try {
    for (;;) {
      const socket = await bindOnce(host);
      if (socket.address().port % 2 === 0 || odd.length >= portAttempts) return socket;
      odd.push(socket);
    }
  } finally {
    for (const socket of odd) socket.close();
  }
}

/** The audio of one call: a UDP port, open until `close`. */
export async function openRtpEndpoint(options: RtpEndpointOptions): Promise<RtpEndpoint> {
  const { log, mediaTimeoutMs } = options;
  let { codec, dtmfPayloadType, direction = 'sendrecv' } = options;
  const socket = await bindEven(options.host);
  const party = createRemoteParty(options.remote, options.signallingAddress);
  const sender = createRtpSender();
  const keys = createDtmfSender();
  const counts = { packetsIn: 0, packetsOut: 0, foreign: 0, malformed: 0, framesUnsent: 0, sendErrors: 0 };
  let open = true;
  let heardMs = performance.now();
  let patience: NodeJS.Timeout | undefined;
  let stopKeys: (() => void) | undefined;

  const receiver = createRtpReceiver({
    dtmfPayloadType: () => dtmfPayloadType,
    onAudio: options.onAudio,
    onDtmf: options.onDtmf,
  });
  const beImpatient = (): void => {
    patience ??= setTimeout(() => {
      patience = undefined;
      receiver.giveUp();
      if (receiver.waiting) beImpatient();
    }, patienceMs);
  };
  const transmit = (datagram: Buffer): void => {
    const target = party.target;
    if (!target) return;
    counts.packetsOut++;
    socket.send(datagram, target.port, target.address, (error) => {
      if (error) counts.sendErrors++;
    });
  };
  const mayTransmit = (): boolean => open && sends(direction) && party.target !== undefined;

  socket.on('error', (error) => log.warn({ err: error }, 'RTP socket'));
  socket.on('message', (datagram, source) => {
    if (!open) return;
    const nowMs = performance.now();
    const packet = parseRtpPacket(datagram);
    if (!packet) counts.malformed++;
    else if (!party.admits(source, nowMs)) counts.foreign++;
    else {
      counts.packetsIn++;
      heardMs = nowMs;
      if (!receives(direction)) return;
      receiver.receive(packet, nowMs);
      if (receiver.waiting) beImpatient();
    }
  });

  const watch =
    mediaTimeoutMs > 0
      ? setInterval(
          () => {
            if (direction !== 'sendrecv') heardMs = performance.now();
            if (performance.now() - heardMs < mediaTimeoutMs) return;
            clearInterval(watch);
            options.onTimeout();
          },
          Math.min(1000, mediaTimeoutMs / 4),
        )
      : undefined;

  const pressKeys = (): void => {
    stopKeys ??= startSteadyTicker(frameMs, () => {
      if (!keys.busy || !mayTransmit() || dtmfPayloadType === undefined) {
        keys.clear();
        stopKeys?.();
        stopKeys = undefined;
        return;
      }
      const datagram = sender.dtmf(dtmfPayloadType, keys.next(), performance.now());
      if (datagram) transmit(datagram);
    });
  };

  return {
    port: socket.address().port,
    send(frame) {
      if (!mayTransmit() || keys.busy) counts.framesUnsent++;
      else transmit(sender.audio(codec, frame, performance.now()));
    },
    sendDtmf(digits) {
      if (!mayTransmit() || dtmfPayloadType === undefined) return 0;
      const taken = keys.dial(digits);
      pressKeys();
      return taken;
    },
    hold(next) {
      direction = next;
      heardMs = performance.now();
    },
    retarget(remote, agreement = {}) {
      codec = agreement.codec ?? codec;
      if ('dtmfPayloadType' in agreement) dtmfPayloadType = agreement.dtmfPayloadType;
      party.retarget(remote);
      heardMs = performance.now();
    },
    stats: () => ({ ...counts, ...receiver.stats() }),
    async close() {
      if (!open) return;
      open = false;
      clearInterval(watch);
      clearTimeout(patience);
      stopKeys?.();
      socket.close();
      await once(socket, 'close');
    },
  };
}
