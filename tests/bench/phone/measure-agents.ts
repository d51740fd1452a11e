import { loadavg } from 'node:os';
import { loadScenario, runCall } from '@parley/rehearsal';
import type { Stack } from '../../harness/start-stack.ts';

export interface AgentResult {
  calls: number;
  /** Went as their scenario wants, to their end. */
  good: number;
  /** Spoken turns that reached the telephones. */
  agent_turns: number;
  /** From the first ringing to the last end. */
  seconds: number;
  failures: string[];
  load: number;
}

/** The leaking sink, told about a minute long by so many telephones at once. */
export async function measureAgents(stack: Stack, calls: number): Promise<AgentResult> {
  await Promise.all([stack.services.start('simulators'), stack.services.start('agent-worker')]);
  const began = performance.now();
  const results = await Promise.all(
    Array.from({ length: calls }, () =>
      runCall({
        url: stack.url,
        apiKey: stack.demo.api_key,
        phone: `sip:+15550100@${stack.sip}`,
        scenario: loadScenario('leaking-sink'),
        type: false,
      }),
    ),
  );
  return {
    calls,
    good: results.filter(({ ok }) => ok).length,
    agent_turns: results.reduce((sum, { heard }) => sum + heard.length, 0),
    seconds: (performance.now() - began) / 1_000,
    failures: results.flatMap(({ failures }, index) =>
      failures.map((failure) => `call ${index}: ${failure}`),
    ),
    load: loadavg()[0] ?? 0,
  };
}
