import {
  AudioFrame,
  AudioSource,
  AudioStream,
  LocalAudioTrack,
  type RemoteTrack,
  Room,
  RoomEvent,
  TrackPublishOptions,
  TrackSource,
} from '@livekit/rtc-node';
import type { LivekitServer } from '../../harness/start-stack.ts';
import { guestToken } from './guest-token.ts';

const rate = 48_000;

/** Somebody in the room who says again whatever is heard there. */
export async function joinAsEcho(
  livekit: LivekitServer,
  roomName: string,
): Promise<{ leave(): Promise<void> }> {
  const room = new Room();
  const source = new AudioSource(rate, 1, 100);
  let open = true;
  const echo = async (track: RemoteTrack): Promise<void> => {
    const reader = new AudioStream(track, { sampleRate: rate, numChannels: 1, frameSizeMs: 20 }).getReader();
    for (let part = await reader.read(); !part.done && open; part = await reader.read())
      await source.captureFrame(
        new AudioFrame(part.value.data.slice(), rate, 1, part.value.samplesPerChannel),
      );
    await reader.cancel();
  };
  room.on(RoomEvent.TrackSubscribed, (track) => void echo(track).catch(() => {}));
  await room.connect(livekit.url, await guestToken(livekit, roomName, 'echo'), {
    autoSubscribe: true,
    dynacast: false,
  });
  const publishing = new TrackPublishOptions({ source: TrackSource.SOURCE_MICROPHONE });
  await room.localParticipant?.publishTrack(LocalAudioTrack.createAudioTrack('echo', source), publishing);
  return {
    async leave() {
      open = false;
      await room.disconnect();
      await source.close();
    },
  };
}
