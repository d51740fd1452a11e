import type { Behaviour } from '../behaviour.ts';
import type { LogEntry } from '../request-log.ts';

/** The simulators' control routes, as a test uses them. */
export function controlOf(url: string) {
  const post = async (rules: Behaviour | Behaviour[]): Promise<void> => {
    const response = await fetch(`${url}/control/behaviour`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(rules),
    });
    if (response.status !== 204) throw new Error(`control: ${response.status} ${await response.text()}`);
  };
  return {
    behave: post,
    reset: async (): Promise<void> => {
      await fetch(`${url}/control/behaviour`, { method: 'DELETE' });
    },
    /** Without delays, so that a test takes no longer than it must. */
    hurry: () =>
      post((['stt', 'llm', 'tts', 'analysis'] as const).map((name) => ({ class: name, delayMs: 0 }))),
    log: async (after = 0): Promise<LogEntry[]> => {
      const response = await fetch(`${url}/control/log?after=${after}`);
      return ((await response.json()) as { entries: LogEntry[] }).entries;
    },
  };
}
