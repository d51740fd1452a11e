import type { voice } from '@livekit/agents';
import { findAgentSource } from '../session/agent-source.ts';

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
  const source = findAgentSource(session);
  if (!source) return undefined;
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
