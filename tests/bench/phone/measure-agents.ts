import { loadavg } from 'node:os';
import { loadScenario, runCall } from '@parley/rehearsal';
import { groupMembers } from '../../harness/group-members.ts';
import type { Stack } from '../../harness/start-stack.ts';
import { waitUntil } from '../../harness/wait-until.ts';

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
  await workerIsWarm(stack, calls);
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

/** The worker, its turn detector's process, and one for each call, all of them idle. */
async function workerIsWarm(stack: Stack, calls: number): Promise<void> {
  const warm = async () => (await groupMembers(stack.pid('agent-worker'))).length >= calls + 2;
  await waitUntil(warm, { within: 60_000, what: 'the worker is warm' });
  // A process that is there has still to load what it speaks with.
  await new Promise((resolve) => setTimeout(resolve, 5_000));
}
