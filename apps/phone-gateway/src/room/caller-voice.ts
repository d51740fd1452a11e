import { AudioFrame, AudioSource, LocalAudioTrack } from '@livekit/rtc-node';
import { frameSamples, sampleRate } from '../media/g711.ts';
import { createCallerBacklog } from './caller-backlog.ts';

/** What LiveKit's source holds at most. With 0 it takes no frames of 20 ms at all. */
const queueMs = 200;
/** A source that will not say that it took a frame must not keep a call from ending. */
const settleMs = 500;

export interface CallerVoice {
  readonly track: LocalAudioTrack;
  /** 20 ms at 8 kHz. The memory is the voice's from now on. */
  push(frame: Int16Array): void;
  readonly stats: Readonly<{ framesIn: number; framesDropped: number; queuedMs: number }>;
  /** After the room was left: a source that goes first makes the leaving fail. */
  close(): Promise<void>;
}

/** The track on which the room hears the caller. */
export function openCallerVoice(): CallerVoice {
  const source = new AudioSource(sampleRate, 1, queueMs);
  const track = LocalAudioTrack.createAudioTrack('caller', source);
  const backlog = createCallerBacklog();
  const underway = new Set<Promise<void>>();
  let open = true;
  let framesIn = 0;
  let framesDropped = 0;

  const capture = (frame: Int16Array): void => {
    const taken = source
      .captureFrame(new AudioFrame(frame, sampleRate, 1, frameSamples))
      .catch(() => {
        framesDropped++;
      })
      .finally(() => underway.delete(taken));
    underway.add(taken);
  };

  return {
    track,
    push(frame) {
      if (!open) return;
      framesIn++;
      if (backlog.leavesOut(source.queuedDuration, frame)) {
        framesDropped++;
        return;
      }
      // An empty queue means that speech would be torn at every late packet: a frame of silence is the reserve.
      if (source.queuedDuration < 1) capture(new Int16Array(frameSamples));
      capture(frame);
    },
    get stats() {
      return { framesIn, framesDropped, queuedMs: source.queuedDuration };
    },
    async close() {
      if (!open) return;
      open = false;
      const patience = new Promise((resolve) => setTimeout(resolve, settleMs).unref());
      await Promise.race([Promise.allSettled(underway), patience]);
      await track.close();
    },
  };
}
