import { AudioStream, type RemoteTrack, type Room, RoomEvent } from '@livekit/rtc-node';

type Reader = ReadableStreamDefaultReader<{ data: Int16Array }>;

interface Hearing {
  identity: string;
  sampleRate: number;
  frameMs: number;
  /** `isFirst` of each track: after a reconnection there is another. */
  onFrame: (samples: Int16Array, isFirst: boolean) => void;
}

/** Hears a participant's audio beside the session, in frames of one length. @returns stops it */
export function hearParticipant(room: Room, { identity, sampleRate, frameMs, onFrame }: Hearing): () => void {
  let stopped = false;
  let reader: Reader | undefined;
  const follow = async (track: RemoteTrack): Promise<void> => {
    void reader?.cancel().catch(() => {});
    const stream = new AudioStream(track, { sampleRate, numChannels: 1, frameSizeMs: frameMs });
    const reading = stream.getReader() as unknown as Reader;
    reader = reading;
    for (let isFirst = true; ; isFirst = false) {
      const { done, value } = await reading.read();
      if (done || stopped || reader !== reading) return;
      onFrame(value.data, isFirst);
    }
  };
  const begin = (track: RemoteTrack | undefined): void => {
    // A track that ends, ends its sound.
    if (track && !stopped) follow(track).catch(() => {});
  };
  const subscribed = (track: RemoteTrack, _publication: unknown, who: { identity: string }): void => {
    if (who.identity === identity) begin(track);
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
