import { callApi } from '../../harness/call-api.ts';
import type { Stack } from '../../harness/start-stack.ts';

const usual = {
  stt: { p50: 150, p95: 300 },
  llm: { p50: 350, p95: 900 },
  tts: { p50: 190, p95: 320 },
};

/** How long the providers take: like good ones, by lognormal draws, or no time at all. */
export async function simulateDelays(stack: Stack, kind: 'usual' | 'none'): Promise<void> {
  const rules = Object.entries(usual).map(([name, times]) => ({
    class: name,
    delayMs: kind === 'none' ? 0 : { distribution: 'lognormal', ...times },
  }));
  const { status, text } = await callApi(stack.simulatorsUrl, '/control/behaviour', {
    method: 'POST',
    body: rules,
  });
  if (status !== 204) throw new Error(`the simulators refused the delays: ${text}`);
}
