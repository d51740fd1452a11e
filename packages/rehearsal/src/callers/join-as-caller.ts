import { type RemoteTrack, Room, RoomEvent, TrackKind } from '@livekit/rtc-node';
import { agentIdentityPrefix } from '@parley/contracts';
import { createEar } from './create-ear.ts';
import type { CallerEnd, EnterOptions } from './open-line.ts';
import { speakIntoRoom } from './speak-into-room.ts';
import { typeIntoRoom } from './type-into-room.ts';

export interface JoinOptions extends EnterOptions {
  /** LiveKit server and token. */
  url: string;
  token: string;
}

/** Joins the room as an ordinary participant, with a microphone (or a keyboard) and an ear for agents. */
export async function joinAsCaller(options: JoinOptions): Promise<CallerEnd> {
  const { clock, recording, voice } = options;
  const room = new Room();
  const ear = createEar(options);
  room.on(RoomEvent.TrackSubscribed, (track: RemoteTrack, _publication, participant) => {
    if (track.kind !== TrackKind.KIND_AUDIO) return;
    if (participant.identity.startsWith(agentIdentityPrefix)) ear.listenTo(track);
  });
  await room.connect(options.url, options.token, { autoSubscribe: true, dynacast: false });
  const mouth = options.typing
    ? typeIntoRoom({ room, clock })
    : await speakIntoRoom({ room, voice, clock, recording });

  let closed: Promise<void> | undefined;
  const fallSilent = (): Promise<void> => (closed ??= mouth.close());
  room.once(RoomEvent.Disconnected, () => {
    void fallSilent();
    options.onGone();
  });
  options.signal?.addEventListener('abort', () => void fallSilent(), { once: true });
  return {
    mouth,
    ear,
    async leave() {
      await fallSilent();
      await room.disconnect();
      await ear.close();
    },
  };
}
