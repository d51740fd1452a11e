import type { voice } from '@livekit/agents';
import type { AudioFrame } from '@livekit/rtc-node';

/** What the SDK publishes its audio by; the track's end of everything that pauses, interrupts and paces. */
export interface AgentSource {
  captureFrame(frame: AudioFrame): Promise<void>;
  clearQueue(): void;
  /** Milliseconds that are published and not yet heard. */
  readonly queuedDuration: number;
}
interface Output {
  nextInChain?: Output;
  audioSource?: Partial<AgentSource>;
}

/** By the SDK's insides, which have no public name (agents 1.8.1). @returns undefined where they are not as they were */
export function findAgentSource(session: Pick<voice.AgentSession, 'output'>): AgentSource | undefined {
  let output = session.output.audio as unknown as Output | null | undefined;
  while (output?.nextInChain) output = output.nextInChain;
  const source = output?.audioSource;
  return isSource(source) ? source : undefined;
}

const isSource = (source: Partial<AgentSource> | undefined): source is AgentSource =>
  typeof source?.captureFrame === 'function' &&
  typeof source.clearQueue === 'function' &&
  typeof source.queuedDuration === 'number';
