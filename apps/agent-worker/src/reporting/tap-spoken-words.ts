import type { voice } from '@livekit/agents';

interface TextSink {
  captureText(text: string | { text: string }): Promise<void>;
  flush(): void;
}

/**
 * Listens to the agent's words at the pace of its voice, behind LiveKit's synchronizer. The place has no
 * public name (agents 1.8.1: `output.transcription` → `nextInChain` → `_sinks`).
 * @returns false when it is not there; the transcript then has finals only.
 */
export function tapSpokenWords(session: voice.AgentSession, onWords: (delta: string) => void): boolean {
  const synchronized = session.output.transcription as { nextInChain?: { _sinks?: unknown } } | null;
  const sinks = synchronized?.nextInChain?._sinks;
  if (!Array.isArray(sinks)) return false;
  const sink: TextSink = {
    captureText: async (text) => onWords(typeof text === 'string' ? text : text.text),
    flush: () => {},
  };
  sinks.push(sink);
  return true;
}
