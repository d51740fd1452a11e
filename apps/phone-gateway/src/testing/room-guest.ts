import {
  AudioFrame,
  AudioSource,
  AudioStream,
  LocalAudioTrack,
  Room,
  RoomEvent,
  TrackPublishOptions,
  TrackSource,
} from '@livekit/rtc-node';
import { AccessToken } from 'livekit-server-sdk';
import { dtmfCodeOf } from '../media/dtmf-digits.ts';
import type { LiveKitServer } from '../room/create-sip-token.ts';

const rate = 24_000;
const frameSamples = rate / 50;

/** Somebody in the room, as an agent would be: hears all, may speak, sends and gets keys. */
export interface RoomGuest {
  readonly room: Room;
  /** At 8 kHz, 20 ms each. */
  readonly heard: Int16Array[];
  readonly digits: string[];
  hear(frames: number): Promise<Int16Array[]>;
  /** 480 samples of 24 kHz each time. */
  speak(nextFrame: (samples: number) => Int16Array): Promise<void>;
  press(digit: string): Promise<void>;
  leave(): Promise<void>;
}

export async function joinAsGuest(
  livekit: LiveKitServer,
  roomName: string,
  identity: string,
): Promise<RoomGuest> {
  const token = new AccessToken(livekit.apiKey, livekit.apiSecret, { identity });
  token.addGrant({
    roomJoin: true,
    room: roomName,
    canPublish: true,
    canSubscribe: true,
    canPublishData: true,
  });
  const room = new Room();
  const heard: Int16Array[] = [];
  const digits: string[] = [];
  const waiting: { until: number; done: () => void }[] = [];
  room.on(RoomEvent.DtmfReceived, (_code, digit) => void digits.push(digit));
  room.on(RoomEvent.TrackSubscribed, (track) => {
    const reader = new AudioStream(track, { sampleRate: 8000, numChannels: 1, frameSizeMs: 20 }).getReader();
    const read = async (): Promise<void> => {
      for (let part = await reader.read(); !part.done; part = await reader.read()) {
        heard.push(part.value.data);
        for (const { until, done } of waiting) if (heard.length >= until) done();
      }
    };
    void read().catch(() => {});
  });
  await room.connect(livekit.url, await token.toJwt(), { autoSubscribe: true, dynacast: false });
  let speaking = false;
  let source: AudioSource | undefined;

  return {
    room,
    heard,
    digits,
    async hear(frames) {
      const from = heard.length;
      const { promise, resolve } = Promise.withResolvers<void>();
      waiting.push({ until: from + frames, done: resolve });
      await promise;
      return heard.slice(from);
    },
    async speak(nextFrame) {
      const mouth = new AudioSource(rate, 1, 100);
      source = mouth;
      const track = LocalAudioTrack.createAudioTrack('guest', mouth);
      await room.localParticipant?.publishTrack(
        track,
        new TrackPublishOptions({ source: TrackSource.SOURCE_MICROPHONE }),
      );
      speaking = true;
      const pump = async (): Promise<void> => {
        while (speaking)
          await mouth.captureFrame(new AudioFrame(nextFrame(frameSamples), rate, 1, frameSamples));
      };
      void pump().catch(() => {});
    },
    async press(digit) {
      await room.localParticipant?.publishDtmf(dtmfCodeOf(digit) ?? 0, digit);
    },
    async leave() {
      speaking = false;
      await room.disconnect();
      await source?.close();
    },
  };
}
