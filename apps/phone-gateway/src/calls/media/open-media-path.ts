import { randomInt } from 'node:crypto';
import type { Logger } from '@parley/observability';
import type { MediaDirection } from '../../media/media-direction.ts';
import { openRtpEndpoint, type RtpStats } from '../../media/open-rtp-endpoint.ts';
import type { RoomLeg } from '../../room/join-room.ts';
import { composeAnswer, composeOffer } from '../../sdp/compose-sdp.ts';
import { parseSdp } from '../../sdp/parse-sdp.ts';
import type { SessionDescription } from '../../sdp/types.ts';
import { type CallAudio, createCallAudio } from './call-audio.ts';

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

/** The audio of one call between its telephone and its room, over RTP. */
export interface MediaPath extends CallAudio {
  /** Our SDP for theirs. */
  answer(offer: SessionDescription): string;
  offer(): string;
  /** Their answer to our offer. @returns false when there is nothing in it that we can speak */
  takeAnswer(sdp: string): boolean;
  /** What is played while it rings: heard by the room from now on. @returns whether it can be */
  hearEarly(sdp: string): boolean;
  /** A change in the running call: hold, another address, another codec. */
  reinvite(offer: string | undefined): string | { reject: number };
  /** The call is answered: from now on there is audio. */
  start(): void;
  /** Keys for the telephone; `w` waits. */
  dial(digits: string): void;
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
  let started = false;
  let direction: MediaDirection = 'sendrecv';
  const audio = createCallAudio({ log: options.log, send: (frame) => rtp.send(frame) });
  const rtp = await openRtpEndpoint({
    host: options.host,
    codec: 'PCMU',
    signallingAddress: options.signallingAddress,
    direction: 'inactive',
    log: options.log,
    mediaTimeoutMs: options.mediaTimeoutMs,
    onTimeout: options.onTimeout,
    onAudio: (frame) => audio.hear(frame),
    onDtmf: (digit) => audio.pressed(digit),
  });
  const local = {
    address: options.advertisedHost ?? options.host,
    port: rtp.port,
    sessionId: randomInt(1, 2 ** 31),
    version: 0,
  };
  let leg: RoomLeg | undefined;
  let onHold = false;
  /** The room is told when the telephone's side holds the call, and when it is back. */
  const tellHold = (now: boolean): void => {
    if (now === onHold) return;
    onHold = now;
    leg
      ?.setAttributes({ 'parley.onHold': String(now) })
      .catch((error: Error) => options.log.warn({ err: error }, 'a hold was not told'));
  };
  const agree = (description: SessionDescription): void => {
    const [codec] = description.codecs;
    const { dtmfPayloadType } = description;
    rtp.retarget(description.remote, { ...(codec && { codec: codec.name }), dtmfPayloadType });
    direction = ours[description.direction];
    if (started) rtp.hold(direction);
    tellHold(direction !== 'sendrecv' && direction !== 'sendonly');
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
    ...audio,
    connect(joined) {
      leg = joined;
      audio.connect(joined);
    },
    answer,
    offer,
    takeAnswer(sdp) {
      const description = parseSdp(sdp);
      if (description) agree(description);
      return description !== undefined;
    },
    hearEarly(sdp) {
      const description = started ? undefined : parseSdp(sdp);
      if (!description) return false;
      agree(description);
      // Nothing is said to who has not answered, and silence is no reason to give up.
      rtp.hold('recvonly');
      return true;
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
    dial: (digits) => void rtp.sendDtmf(digits),
    stats: () => rtp.stats(),
    close: () => rtp.close(),
  };
}
