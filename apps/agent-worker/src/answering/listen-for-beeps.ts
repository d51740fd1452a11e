import type { Room } from '@livekit/rtc-node';
import { hearParticipant } from '../session/hear-participant.ts';
import { BeepDetector, beepFrameMs } from './beep-detector.ts';

const sampleRate = 8_000;

/** Calls back at each beep in what a participant is heard to say. @returns stops it */
export function listenForBeeps(room: Room, identity: string, onBeep: () => void): () => void {
  let detector = new BeepDetector();
  return hearParticipant(room, {
    identity,
    sampleRate,
    frameMs: beepFrameMs,
    onFrame: (samples, isFirst) => {
      if (isFirst) detector = new BeepDetector();
      if (detector.hear(samples)) onBeep();
    },
  });
}
