import { dtmfCodeOf } from './dtmf-digits.ts';
import { frameMs, frameSamples } from './g711.ts';

const toneMs = 200;
/** Between two keys, so that the far end hears two. */
const pauseMs = 100;
/** What a `w` waits, as in LiveKit. */
const waitMs = 500;
/** What one call may have waiting; more is not typing. */
const mostWaiting = 128;
/** RFC 4733 sends the last packet three times, as nothing else tells the end. */
const endPackets = 3;
/** −10 dBm0, where telephones have it. */
const volume = 10;

/** What goes out in one frame's time. */
export type DtmfStep = { payload: Uint8Array; first: boolean } | 'pause';

export interface DtmfSender {
  /** @returns how many of the characters were taken: keys and `w` */
  dial(digits: string): number;
  /** Audio has to be silent meanwhile. */
  readonly busy: boolean;
  /** Once a frame while busy; `first` begins an event, whose timestamp all its packets bear. */
  next(): DtmfStep;
  clear(): void;
}

const eventPayload = (code: number, ended: boolean, duration: number): Uint8Array =>
  Uint8Array.of(code, (ended ? 0x80 : 0) | volume, duration >> 8, duration & 0xff);

function stepsOf(digit: string): DtmfStep[] {
  if (digit.toLowerCase() === 'w') return Array<DtmfStep>(waitMs / frameMs).fill('pause');
  const code = dtmfCodeOf(digit);
  if (code === undefined) return [];
  const frames = toneMs / frameMs;
  const tone = Array.from({ length: frames + endPackets - 1 }, (_, i) => ({
    payload: eventPayload(code, i >= frames - 1, frameSamples * Math.min(i + 1, frames)),
    first: i === 0,
  }));
  return [...tone, ...Array<DtmfStep>(pauseMs / frameMs).fill('pause')];
}

/** Keys as RFC 4733 events, one step a frame. It knows no clock: who sends the audio calls `next`. */
export function createDtmfSender(): DtmfSender {
  const waiting: string[] = [];
  let steps: DtmfStep[] = [];
  return {
    dial(digits) {
      const known = [...digits].filter((digit) => stepsOf(digit).length > 0);
      const taken = known.slice(0, mostWaiting - waiting.length);
      waiting.push(...taken);
      return taken.length;
    },
    get busy() {
      return steps.length > 0 || waiting.length > 0;
    },
    next() {
      if (steps.length === 0) steps = stepsOf(waiting.shift() ?? '');
      return steps.shift() ?? 'pause';
    },
    clear() {
      waiting.length = 0;
      steps = [];
    },
  };
}
