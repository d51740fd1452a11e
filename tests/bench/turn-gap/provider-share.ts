import { callApi } from '../../harness/call-api.ts';
import type { Stack } from '../../harness/start-stack.ts';

/** What a simulated provider did, as its log tells. */
export interface ProviderEntry {
  n: number;
  at: string;
  class: 'stt' | 'llm' | 'tts' | 'analysis';
  client: string;
  latency_ms?: number;
}

export async function providerEntries(stack: Stack, after: number): Promise<ProviderEntry[]> {
  return (await callApi(stack.simulatorsUrl, `/control/log?after=${after}`)).json.entries;
}

/** What one answer took the providers. */
export interface ProviderShare {
  /** Recognition, then first token, then first audio: in milliseconds, one after the other. */
  totalMs: number;
  /** Something was heard before the voice had begun with the answer. */
  bridged: boolean;
}

/** Milliseconds by which the clocks of two processes' events may be read apart. */
const slackMs = 50;

/**
 * Of a turn's entries those that the caller waited for: the first audio before it was heard, the newest answer
 * before that, and the last recognition before that. Undefined where one of them is missing.
 * @param heardAt on the clock of `Date.now`
 */
export function providerShare(entries: ProviderEntry[], heardAt: number): ProviderShare | undefined {
  const spoken = entries.filter((entry) => entry.class === 'tts');
  const before = (at: number) => (entry: ProviderEntry) => Date.parse(entry.at) <= at;
  const bridged = !spoken.some(before(heardAt + slackMs));
  const until = bridged ? Date.parse(spoken[0]?.at ?? '') : heardAt + slackMs;
  const answer = entries.filter((entry) => entry.class === 'llm').findLast(before(until));
  const voice = spoken.find(({ at }) => answer && Date.parse(at) >= Date.parse(answer.at));
  // What was answered on an interim may have been recognised for good only after it.
  const words = entries.findLast((entry) => entry.class === 'stt');
  if (!answer || !voice || !words) return undefined;
  const totalMs = [words, answer, voice].reduce((sum, { latency_ms = 0 }) => sum + latency_ms, 0);
  return { totalMs, bridged };
}
