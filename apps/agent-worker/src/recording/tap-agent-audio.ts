import type { voice } from '@livekit/agents';
import type { AudioFrame } from '@livekit/rtc-node';

/** What the SDK publishes its audio by; the track's end of everything that pauses, interrupts and paces. */
interface Source {
  captureFrame(frame: AudioFrame): Promise<void>;
  clearQueue(): void;
  /** Milliseconds that are published and not yet heard. */
  readonly queuedDuration: number;
}
interface Output {
  nextInChain?: Output;
  audioSource?: Partial<Source>;
}

interface Tap {
  onAudio(samples: Int16Array, atMs: number): void;
  /** What is not heard at this moment will not be. */
  onCut(atMs: number): void;
}

/**
 * Hears what the agent publishes, with the moment at which it is heard. By the SDK's insides, as it has no tap of its
 * own but a recorder that begins with the session.
 * @returns stops it; undefined where the SDK is not as it was
 */
export function tapAgentAudio(
  session: Pick<voice.AgentSession, 'output'>,
  { onAudio, onCut }: Tap,
): (() => void) | undefined {
  let output = session.output.audio as unknown as Output | null | undefined;
  while (output?.nextInChain) output = output.nextInChain;
  const source = output?.audioSource;
  if (!isSource(source)) return undefined;
  const { captureFrame, clearQueue } = source;
  source.captureFrame = (frame) => {
    onAudio(frame.data.slice(), Date.now() + source.queuedDuration);
    return captureFrame.call(source, frame);
  };
  source.clearQueue = () => {
    onCut(Date.now());
    clearQueue.call(source);
  };
  return () => Object.assign(source, { captureFrame, clearQueue });
}

const isSource = (source: Partial<Source> | undefined): source is Source =>
  typeof source?.captureFrame === 'function' &&
  typeof source.clearQueue === 'function' &&
  typeof source.queuedDuration === 'number';
