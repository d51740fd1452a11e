import {
  AudioFrame,
  AudioSource,
  LocalAudioTrack,
  type Room,
  TrackPublishOptions,
  TrackSource,
} from '@livekit/rtc-node';

/** A track of the agent's beside its voice. */
export interface OwnTrack {
  /** Resolves when there is room for more. The memory must be the frame's own. */
  push(samples: Int16Array): Promise<void>;
  /** Resolves when all has been heard. */
  playedOut(): Promise<void>;
  /** What is not heard yet is not to be. */
  close(): Promise<void>;
}

/** What waits to be heard, at most. */
const queueMs = 200;

export async function publishOwnTrack(
  room: Pick<Room, 'localParticipant'>,
  { name, sampleRate }: { name: string; sampleRate: number },
): Promise<OwnTrack> {
  const source = new AudioSource(sampleRate, 1, queueMs);
  const track = LocalAudioTrack.createAudioTrack(name, source);
  const options = new TrackPublishOptions({ source: TrackSource.SOURCE_MICROPHONE });
  const publication = await room.localParticipant?.publishTrack(track, options);
  let closed = false;
  return {
    async push(samples) {
      if (!closed) await source.captureFrame(new AudioFrame(samples, sampleRate, 1, samples.length));
    },
    async playedOut() {
      if (!closed) await source.waitForPlayout();
    },
    async close() {
      if (closed) return;
      closed = true;
      source.clearQueue();
      if (publication?.sid) await room.localParticipant?.unpublishTrack(publication.sid).catch(() => {});
      await track.close();
    },
  };
}
