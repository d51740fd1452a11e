import type { voice } from '@livekit/agents';

/** Whether the agent has spoken in this step, after the results of earlier tools. */
export function saidSomething(speech: voice.SpeechHandle): boolean {
  const last = speech.chatItems.findLast(({ type }) => type === 'message' || type === 'function_call_output');
  return last?.type === 'message';
}
