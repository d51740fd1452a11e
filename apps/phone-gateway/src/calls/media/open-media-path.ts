import { randomInt } from 'node:crypto';
import type { Logger } from '@parley/observability';
import type { MediaDirection } from '../../media/media-direction.ts';
import { openRtpEndpoint, type RtpStats } from '../../media/open-rtp-endpoint.ts';
import type { RoomLeg } from '../../room/join-room.ts';
import { composeAnswer, composeOffer } from '../../sdp/compose-sdp.ts';
import { parseSdp } from '../../sdp/parse-sdp.ts';
import type { SessionDescription } from '../../sdp/types.ts';
import { playTone, type Tone } from './tones.ts';

export interface MediaPathOptions {
  /** Where RTP is bound. */
  host: string;
  /** What the SDP says; `host` when left out. */
  advertisedHost?: string | undefined;
  signallingAddress?: string | undefined;
  mediaTimeoutMs: number;
  log: Logger;
  onTimeout(): void;
}

/** The audio of one call between its telephone and its room. */
export interface MediaPath {
  /** Our SDP for theirs. */
  answer(offer: SessionDescription): string;
  offer(): string;
  /** Their answer to our offer. @returns false when there is nothing in it that we can speak */
  takeAnswer(sdp: string): boolean;
  /** A change in the running call: hold, another address, another codec. */
  reinvite(offer: string | undefined): string | { reject: number };
  /** The call is answered: from now on there is audio. */
  start(): void;
  connect(leg: RoomLeg): void;
  /** From the room to the telephone. */
  say(frame: Int16Array): void;
  /** Keys for the telephone; `w` waits. */
  dial(digits: string): void;
  /** A key the caller pressed, told by signalling. */
  pressed(digit: string): void;
  /** Keys the caller presses go here instead of into the room, until undone. */
  listenForKeys(listener: (digit: string) => void): () => void;
  /** The telephone hears this instead of the room. */
  toneToPhone(tone: Tone, times?: number): { stop(): void; over: Promise<void> };
  /** The room hears this instead of the telephone. */
  toneToRoom(tone: Tone): { stop(): void };
  stats(): RtpStats;
  close(): Promise<void>;
}

/** Their direction, seen from our side. */
const ours: Record<MediaDirection, MediaDirection> = {
  sendrecv: 'sendrecv',
  sendonly: 'recvonly',
  recvonly: 'sendonly',
  inactive: 'inactive',
};

export async function openMediaPath(options: MediaPathOptions): Promise<MediaPath> {
  let leg: RoomLeg | undefined;
  let listener: ((digit: string) => void) | undefined;
  let tonesToPhone = 0;
  let tonesToRoom = 0;
  let started = false;
  let direction: MediaDirection = 'sendrecv';
  const pressed = (digit: string): void => {
    if (listener) listener(digit);
    else leg?.sendDtmf(digit).catch((error: Error) => options.log.warn({ err: error }, 'a key was lost'));
  };
  const rtp = await openRtpEndpoint({
    host: options.host,
    codec: 'PCMU',
    signallingAddress: options.signallingAddress,
    direction: 'inactive',
    log: options.log,
    mediaTimeoutMs: options.mediaTimeoutMs,
    onTimeout: options.onTimeout,
    onAudio: (frame) => {
      if (tonesToRoom === 0) leg?.pushAudio(frame);
    },
    onDtmf: (digit) => pressed(digit),
  });
  const local = {
    address: options.advertisedHost ?? options.host,
    port: rtp.port,
    sessionId: randomInt(1, 2 ** 31),
    version: 0,
  };
  const agree = (description: SessionDescription): void => {
    const [codec] = description.codecs;
    const { dtmfPayloadType } = description;
    rtp.retarget(description.remote, { ...(codec && { codec: codec.name }), dtmfPayloadType });
    direction = ours[description.direction];
    if (started) rtp.hold(direction);
  };
  const answer = (offer: SessionDescription): string => {
    agree(offer);
    local.version++;
    // One codec, so that nobody changes it on the way.
    return composeAnswer({ local, offer, codecs: offer.codecs.slice(0, 1) });
  };
  const offer = (): string => {
    local.version++;
    return composeOffer({ local, direction: 'sendrecv' });
  };

  return {
    answer,
    offer,
    takeAnswer(sdp) {
      const description = parseSdp(sdp);
      if (description) agree(description);
      return description !== undefined;
    },
    reinvite(sdp) {
      if (sdp === undefined) return offer();
      const description = parseSdp(sdp);
      return description ? answer(description) : { reject: 488 };
    },
    start() {
      started = true;
      rtp.hold(direction);
    },
    connect(joined) {
      leg = joined;
    },
    say(frame) {
      if (tonesToPhone === 0) rtp.send(frame);
    },
    pressed,
    dial: (digits) => void rtp.sendDtmf(digits),
    listenForKeys(next) {
      listener = next;
      return () => {
        listener = undefined;
      };
    },
    toneToPhone(tone, times) {
      tonesToPhone++;
      const playing = playTone(tone, (frame) => rtp.send(frame), times);
      void playing.over.then(() => tonesToPhone--);
      return playing;
    },
    toneToRoom(tone) {
      tonesToRoom++;
      const playing = playTone(tone, (frame) => leg?.pushAudio(frame));
      void playing.over.then(() => tonesToRoom--);
      return playing;
    },
    stats: () => rtp.stats(),
    close: () => rtp.close(),
  };
}
