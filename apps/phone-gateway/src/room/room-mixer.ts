import { AudioStream, type RemoteTrack } from '@livekit/rtc-node';
import { frameMs, sampleRate } from '../media/g711.ts';
import { startSteadyTicker } from '../media/steady-ticker.ts';
import { mixFrames } from './mix-frames.ts';
import { createTrackQueue, type TrackQueue } from './track-queue.ts';

export interface RoomMixer {
  add(track: RemoteTrack): void;
  remove(track: RemoteTrack): void;
  /** Frames of all tracks that came too fast. */
  readonly dropped: number;
  close(): Promise<void>;
}

interface Listening {
  queue: TrackQueue;
  stop(): Promise<void>;
}

/** Listens to every track and hears out one frame of all together every 20 ms, silence too, as RTP wants it. */
export function startRoomMixer(onAudio: (frame: Int16Array) => void): RoomMixer {
  const tracks = new Map<RemoteTrack, Listening>();
  let droppedBefore = 0;

  const listen = (track: RemoteTrack): Listening => {
    const queue = createTrackQueue();
    const stream = new AudioStream(track, { sampleRate, numChannels: 1, frameSizeMs: frameMs });
    const reader = stream.getReader();
    const read = async (): Promise<void> => {
      for (let part = await reader.read(); !part.done; part = await reader.read())
        queue.push(part.value.data);
    };
    // Ends with the track, or cancelled below.
    void read().catch(() => {});
    return { queue, stop: () => reader.cancel().catch(() => {}) };
  };
  const remove = async (track: RemoteTrack): Promise<void> => {
    const listening = tracks.get(track);
    if (!listening) return;
    tracks.delete(track);
    droppedBefore += listening.queue.dropped;
    await listening.stop();
  };

  const stopTicker = startSteadyTicker(frameMs, () => {
    const frames: Int16Array[] = [];
    for (const { queue } of tracks.values()) {
      const frame = queue.take();
      if (frame) frames.push(frame);
    }
    onAudio(mixFrames(frames));
  });

  return {
    add(track) {
      if (!tracks.has(track)) tracks.set(track, listen(track));
    },
    remove: (track) => void remove(track),
    get dropped() {
      return [...tracks.values()].reduce((sum, { queue }) => sum + queue.dropped, droppedBefore);
    },
    async close() {
      stopTicker();
      await Promise.all([...tracks.keys()].map(remove));
    },
  };
}
