import {
  type RemoteTrack,
  type RemoteTrackPublication,
  Room,
  RoomEvent,
  TrackKind,
  TrackPublishOptions,
  TrackSource,
} from '@livekit/rtc-node';
import type { Logger } from '@parley/observability';
import type { RoomConfiguration } from 'livekit-server-sdk';
import { dtmfCodeOf } from '../media/dtmf-digits.ts';
import { openCallerVoice } from './caller-voice.ts';
import { createRoom } from './create-room.ts';
import { createSipToken, type LiveKitServer, type SipParticipant } from './create-sip-token.ts';
import { narrowRoomEvents } from './narrow-room-events.ts';
import { type RoomEnd, type RoomEndReason, roomEndReasonOf } from './room-end.ts';
import { startRoomMixer } from './room-mixer.ts';

/** A connection that is not restored by then is lost: a telephone call has been silent for as long. */
const defaultReconnectMs = 10_000;

export interface JoinRoomOptions extends SipParticipant {
  livekit: LiveKitServer;
  log: Logger;
  /** Of the room, if this call is the first to come. */
  roomConfig?: RoomConfiguration | undefined;
  /** What the room says: 20 ms at 8 kHz, every 20 ms from the join to the end. The memory is the listener's. */
  onAudio(frame: Int16Array): void;
  /** A key that a participant wants dialled. */
  onDtmf(digit: string): void;
  reconnectMs?: number;
}

export interface RoomLegStats {
  framesIn: number;
  framesDropped: number;
  /** Of the caller's audio, waiting to be sent. */
  queuedMs: number;
  mixerDropped: number;
  reconnects: number;
}

export interface RoomLeg {
  readonly participantIdentity: string;
  /** In the room, track published. Rejects when that failed or was cut short by `close`. */
  readonly joined: Promise<void>;
  /** Somebody has subscribed to the caller's track. Never rejects; see `ended`. */
  readonly subscribed: Promise<void>;
  /** Never rejects. */
  readonly ended: Promise<RoomEnd>;
  /** The caller's 20 ms at 8 kHz; before the join they go nowhere. */
  pushAudio(frame: Int16Array): void;
  /** A key the caller pressed, for the room. */
  sendDtmf(digit: string): Promise<void>;
  /** Merges; an empty value removes. Without effect once the leg has ended. */
  setAttributes(attributes: Record<string, string>): Promise<void>;
  stats(): RoomLegStats;
  /** Leaves; if the join is still under way, as soon as it is through. Resolves when nobody is left behind. */
  close(): Promise<void>;
}

/** Joins at once as a participant of kind SIP; `joined` says when that is done. */
export function joinRoom(options: JoinRoomOptions): RoomLeg {
  const { livekit, log, reconnectMs = defaultReconnectMs } = options;
  const room = new Room();
  const voice = openCallerVoice();
  const mixer = startRoomMixer(options.onAudio);
  const subscribed = Promise.withResolvers<void>();
  const ended = Promise.withResolvers<RoomEnd>();
  let closing = false;
  let published = false;
  let reconnects = 0;
  let patience: NodeJS.Timeout | undefined;
  let forget = (): void => {};

  const end = (reason: RoomEndReason, error?: Error): void => {
    clearTimeout(patience);
    ended.resolve({ reason: closing ? 'closed' : reason, reconnects, ...(error ? { error } : {}) });
    void close();
  };
  /** A browser's picture would be decoded for nobody. Audio comes with its track, without a round of asking for it. */
  const refusePicture = (publication: RemoteTrackPublication): void => {
    if (publication.kind !== TrackKind.KIND_AUDIO) publication.setSubscribed(false);
  };
  const isAudio = (track: RemoteTrack): boolean => track.kind === TrackKind.KIND_AUDIO;

  room.on(RoomEvent.TrackPublished, refusePicture);
  room.on(RoomEvent.TrackSubscribed, (track) => {
    if (isAudio(track) && !closing) mixer.add(track);
  });
  room.on(RoomEvent.TrackUnsubscribed, (track) => mixer.remove(track));
  room.on(RoomEvent.LocalTrackSubscribed, () => subscribed.resolve());
  room.on(RoomEvent.DtmfReceived, (_code, digit) => options.onDtmf(digit));
  room.on(RoomEvent.Reconnecting, () => {
    reconnects++;
    patience ??= setTimeout(() => end('connection-lost'), reconnectMs);
  });
  room.on(RoomEvent.Reconnected, () => {
    clearTimeout(patience);
    patience = undefined;
  });
  room.on(RoomEvent.Disconnected, (reason) => end(roomEndReasonOf(reason)));

  const join = async (): Promise<void> => {
    const [token] = await Promise.all([
      createSipToken(livekit, options),
      createRoom(livekit, options.roomName, options.roomConfig),
    ]);
    if (closing) throw new Error('the call ended before the room was joined');
    await room.connect(livekit.url, token, { autoSubscribe: true, dynacast: false });
    forget = narrowRoomEvents(room);
    for (const participant of room.remoteParticipants.values())
      for (const publication of participant.trackPublications.values())
        refusePicture(publication as RemoteTrackPublication);
    if (closing) throw new Error('the call ended while the room was joined');
    const publishing = new TrackPublishOptions({ source: TrackSource.SOURCE_MICROPHONE });
    await room.localParticipant?.publishTrack(voice.track, publishing);
    published = true;
  };
  const joined = join();
  joined.catch((error: Error) => end('join-failed', error));

  let closed: Promise<void> | undefined;
  const leave = async (): Promise<void> => {
    closing = true;
    clearTimeout(patience);
    // Who leaves while the join is under way leaves a participant behind.
    await joined.catch(() => {});
    await mixer.close();
    await room.disconnect().catch((error: Error) => log.warn({ err: error }, 'leaving a room'));
    forget();
    await voice.close().catch((error: Error) => log.warn({ err: error }, 'closing a track'));
    ended.resolve({ reason: 'closed', reconnects });
  };
  const close = (): Promise<void> => {
    closed ??= leave();
    return closed;
  };
  const me = () => (closing ? undefined : room.localParticipant);

  return {
    participantIdentity: options.identity,
    joined,
    subscribed: subscribed.promise,
    ended: ended.promise,
    pushAudio(frame) {
      if (published && !closing) voice.push(frame);
    },
    async sendDtmf(digit) {
      const code = dtmfCodeOf(digit);
      if (code !== undefined) await me()?.publishDtmf(code, digit.toUpperCase());
    },
    async setAttributes(attributes) {
      await me()?.setAttributes(attributes);
    },
    stats: () => ({ ...voice.stats, mixerDropped: mixer.dropped, reconnects }),
    close,
  };
}
