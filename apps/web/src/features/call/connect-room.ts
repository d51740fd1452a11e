import { agentStateSchema } from '@parley/contracts';
import {
  ConnectionError,
  ConnectionErrorReason,
  DisconnectReason,
  type LocalTrackPublication,
  type Participant,
  ParticipantKind,
  type RemoteParticipant,
  Room,
  RoomEvent,
  setLogLevel,
  Track,
} from 'livekit-client';
import {
  type ConnectRoom,
  type LeaveCause,
  type RoomConnection,
  RoomConnectionError,
  type RoomEvents,
} from './room-connection.ts';

const agentStateAttribute = 'lk.agent.state';
const chatTopic = 'lk.chat';

/** Joins a LiveKit room. @throws RoomConnectionError */
export const connectRoom: ConnectRoom = async ({ url, token }, events) => {
  setLogLevel('warn');
  const room = new Room();
  relaySound(room, events);
  try {
    await room.connect(url, token);
  } catch (error) {
    await room.disconnect();
    throw asConnectionError(error);
  }
  relayEvents(room, events);
  for (const participant of room.remoteParticipants.values()) announceAgent(participant, events);
  events.onSoundBlocked(!room.canPlaybackAudio);
  return controls(room);
};

function controls(room: Room): RoomConnection {
  let microphone: LocalTrackPublication | undefined;
  return {
    publish: async (track) => {
      if (microphone?.audioTrack) {
        await microphone.audioTrack.replaceTrack(track, { userProvidedTrack: true });
        return;
      }
      microphone = await room.localParticipant.publishTrack(track, { source: Track.Source.Microphone });
    },
    setMuted: async (muted) => {
      await (muted ? microphone?.mute() : microphone?.unmute());
    },
    sendText: async (text) => {
      await room.localParticipant.sendText(text, { topic: chatTopic });
    },
    startSound: () => room.startAudio(),
    leave: async () => {
      room.removeAllListeners();
      for (const participant of room.remoteParticipants.values()) {
        for (const publication of participant.audioTrackPublications.values()) removeSound(publication.track);
      }
      await room.disconnect();
    },
  };
}

function relayEvents(room: Room, events: RoomEvents): void {
  room
    .on(RoomEvent.Reconnecting, events.onReconnecting)
    .on(RoomEvent.Reconnected, events.onReconnected)
    .on(RoomEvent.ParticipantConnected, (participant) => announceAgent(participant, events))
    .on(RoomEvent.ParticipantDisconnected, (participant) => {
      if (isAgent(participant)) events.onAgentPresent(false);
    })
    .on(RoomEvent.ParticipantAttributesChanged, (_changed, participant) => announceState(participant, events))
    .on(RoomEvent.ActiveSpeakersChanged, (speakers) =>
      events.onSpeakers({
        caller: speakers.some((speaker) => speaker.isLocal),
        agent: speakers.some(isAgent),
      }),
    )
    .on(RoomEvent.Disconnected, (reason) => {
      if (reason !== DisconnectReason.CLIENT_INITIATED) events.onLeft(leaveCause(reason));
    });
}

/** Sound may arrive while `connect` is still under way. */
function relaySound(room: Room, events: RoomEvents): void {
  room
    .on(RoomEvent.AudioPlaybackStatusChanged, () => events.onSoundBlocked(!room.canPlaybackAudio))
    .on(RoomEvent.TrackSubscribed, (track) => {
      if (track.kind === Track.Kind.Audio) document.body.append(track.attach());
    })
    .on(RoomEvent.TrackUnsubscribed, removeSound);
}

const isAgent = (participant: Participant): boolean => participant.kind === ParticipantKind.AGENT;

function announceAgent(participant: RemoteParticipant, events: RoomEvents): void {
  if (!isAgent(participant)) return;
  events.onAgentPresent(true);
  announceState(participant, events);
}

function announceState(participant: Participant, events: RoomEvents): void {
  if (!isAgent(participant)) return;
  const state = agentStateSchema.safeParse(participant.attributes[agentStateAttribute]);
  if (state.success) events.onAgentState(state.data);
}

function removeSound(track: Pick<Track, 'detach'> | undefined): void {
  for (const element of track?.detach() ?? []) element.remove();
}

function leaveCause(reason: DisconnectReason | undefined): LeaveCause {
  if (reason === DisconnectReason.DUPLICATE_IDENTITY) return 'joined_elsewhere';
  if (reason === DisconnectReason.PARTICIPANT_REMOVED) return 'removed';
  return reason === DisconnectReason.ROOM_DELETED || reason === DisconnectReason.ROOM_CLOSED
    ? 'closed'
    : 'lost';
}

function asConnectionError(error: unknown): RoomConnectionError {
  const refused = error instanceof ConnectionError && error.reason === ConnectionErrorReason.NotAllowed;
  const message = error instanceof Error ? error.message : 'unknown error';
  return new RoomConnectionError(message, refused, error);
}
