import { AudioStream, type RemoteTrack, type Room, RoomEvent } from '@livekit/rtc-node';
import { BeepDetector, beepFrameMs } from './beep-detector.ts';

const sampleRate = 8_000;

/** Calls back at each beep in what a participant is heard to say. @returns stops it */
export function listenForBeeps(room: Room, identity: string, onBeep: () => void): () => void {
  let stopped = false;
  let reader: ReadableStreamDefaultReader<{ data: Int16Array }> | undefined;
  const follow = async (track: RemoteTrack): Promise<void> => {
    const detector = new BeepDetector();
    const stream = new AudioStream(track, { sampleRate, numChannels: 1, frameSizeMs: beepFrameMs });
    const reading = stream.getReader() as unknown as ReadableStreamDefaultReader<{ data: Int16Array }>;
    reader = reading;
    for (;;) {
      const { done, value } = await reading.read();
      if (done || stopped) return;
      if (detector.hear(value.data)) onBeep();
    }
  };
  const begin = (track: RemoteTrack | undefined): boolean => {
    if (!track || reader || stopped) return false;
    // A track that ends, ends its beeps.
    follow(track).catch(() => {});
    return true;
  };
  const subscribed = (track: RemoteTrack, _publication: unknown, { identity: who }: { identity: string }) => {
    if (who === identity) begin(track);
  };
  room.on(RoomEvent.TrackSubscribed, subscribed);
  for (const publication of room.remoteParticipants.get(identity)?.trackPublications.values() ?? []) {
    begin(publication.track as RemoteTrack | undefined);
  }
  return () => {
    stopped = true;
    room.off(RoomEvent.TrackSubscribed, subscribed);
    void reader?.cancel().catch(() => {});
  };
}
