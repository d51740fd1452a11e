import { type RemoteTrack, Room, RoomEvent, TrackKind } from '@livekit/rtc-node';
import { waitUntil } from '../../harness/wait-until.ts';
import { Ear } from './ear.ts';
import { Microphone } from './microphone.ts';

/** The caller's end of a call: what it says and what it hears. */
export interface CallerEnd {
  microphone: Microphone;
  ear: Ear;
  leave(): Promise<void>;
}

export interface JoinCallOptions {
  url: string;
  token: string;
  sampleRate: number;
}

const agentWithinMs = 20_000;

/** Joins as the caller; resolves when the agent's audio track is there. */
export async function joinCall({ url, token, sampleRate }: JoinCallOptions): Promise<CallerEnd> {
  const room = new Room();
  const tracks: RemoteTrack[] = [];
  room.on(RoomEvent.TrackSubscribed, (track) => {
    if (track.kind === TrackKind.KIND_AUDIO) tracks.push(track);
  });
  await room.connect(url, token, { autoSubscribe: true, dynacast: false });
  const microphone = new Microphone(sampleRate);
  await microphone.publish(room);
  const track = await waitUntil(() => tracks[0], {
    within: agentWithinMs,
    what: 'the agent publishes audio',
  });
  const ear = new Ear(track);
  return {
    microphone,
    ear,
    async leave() {
      await microphone.close();
      await ear.close();
      await room.disconnect();
    },
  };
}
