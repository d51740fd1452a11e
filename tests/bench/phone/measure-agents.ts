import { loadavg } from 'node:os';
import { type CallResult, loadScenario, runCall, startRecognizer } from '@parley/rehearsal';
import { groupMembers } from '../../harness/group-members.ts';
import type { Stack } from '../../harness/start-stack.ts';
import { waitUntil } from '../../harness/wait-until.ts';
import { judgeHearing } from './judge-hearing.ts';

export interface AgentResult {
  calls: number;
  /** Went as their scenario wants, to their end. */
  good: number;
  /** Spoken turns that reached the telephones. */
  agent_turns: number;
  /** Share of the agent's printed words that was found in what a telephone received, of the worst call; 0 to 1. */
  least_heard: number;
  /** From the first ringing to the last end. */
  seconds: number;
  failures: string[];
  load: number;
}

const scenario = 'leaking-sink';
/** The recogniser finds three quarters of what this voice says by a telephone that misses nothing. */
const goodHearing = 0.6;

/**
 * The leaking sink, told about a minute long by so many telephones at once. The recogniser of the machine could not
 * follow so many, and a real one is no part of what is measured: the provider's knows the callers' sentences, and what
 * the telephones received is recognised when all calls are over.
 */
export async function measureAgents(stack: Stack, calls: number): Promise<AgentResult> {
  await Promise.all([
    stack.services.start('simulators', { PARLEY_SIMULATOR_KNOWS: scenario }),
    stack.services.start('agent-worker'),
  ]);
  await workerIsWarm(stack, calls);
  const began = performance.now();
  const results = await Promise.all(
    Array.from({ length: calls }, () =>
      runCall({
        url: stack.url,
        apiKey: stack.demo.api_key,
        phone: `sip:+15550100@${stack.sip}`,
        scenario: loadScenario(scenario),
        type: false,
      }),
    ),
  );
  const seconds = (performance.now() - began) / 1_000;
  const load = loadavg()[0] ?? 0;
  const hearing = await hearingOf(results);
  return {
    calls,
    good: results.filter(({ ok }, index) => ok && (hearing[index] ?? 0) >= goodHearing).length,
    agent_turns: results.reduce((sum, { heard }) => sum + heard.length, 0),
    least_heard: Math.min(...hearing),
    seconds,
    failures: results.flatMap(({ failures }, index) =>
      failures.map((failure) => `call ${index}: ${failure}`),
    ),
    load,
  };
}

async function hearingOf(results: CallResult[]): Promise<number[]> {
  const recognizer = await startRecognizer({ python: process.env.PARLEY_PYTHON ?? 'python3' });
  try {
    const hearing: number[] = [];
    for (const result of results) hearing.push(await judgeHearing(result, recognizer));
    return hearing;
  } finally {
    await recognizer.close();
  }
}

/** The worker, its turn detector's process, and one for each call, all of them idle. */
async function workerIsWarm(stack: Stack, calls: number): Promise<void> {
  const warm = async () => (await groupMembers(stack.pid('agent-worker'))).length >= calls + 2;
  await waitUntil(warm, { within: 60_000, what: 'the worker is warm' });
  // A process that is there has still to load what it speaks with.
  await new Promise((resolve) => setTimeout(resolve, 5_000));
}
