import { randomInt } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { type CallResult, loadScenario, runCall } from '@parley/rehearsal';
import { jobsOf } from '../../harness/jobs-of.ts';
import type { Stack } from '../../harness/start-stack.ts';

/** Milliseconds from a job's first hearing of the caller to its death: from the middle of a greeting to long after. */
const [least, most] = [200, 12_000];
const lookEveryMs = 50;

export interface KilledCall {
  result: CallResult;
  /** On the call's clock, ms; and by the wall's, ms since the epoch. */
  kills: { atMs: number; at: number }[];
}

/** A spoken call about a leaking sink; its process is killed so often, if it lasts. */
export async function killCall(
  stack: Stack,
  { room, kills: wanted }: { room: string; kills: number },
): Promise<KilledCall> {
  const kills: KilledCall['kills'] = [];
  const over = new AbortController();
  let killing = Promise.resolve();
  const result = await runCall({
    url: stack.url,
    apiKey: stack.demo.api_key,
    room,
    scenario: loadScenario('leaking-sink'),
    type: false,
    onSession: ({ session_id }) => {
      const origin = performance.now();
      killing = (async () => {
        for (let index = 0; index < wanted; index++) {
          const pid = await nextJob(stack, session_id, { index, over: over.signal });
          await delay(randomInt(least, most), undefined, { signal: over.signal });
          process.kill(pid, 'SIGKILL');
          kills.push({ atMs: performance.now() - origin, at: Date.now() });
        }
        // The call was over, and with it its process.
      })().catch(() => {});
    },
    onEvent: (event) => {
      if (event.type === 'session_state' && event.state === 'ending') over.abort();
    },
  });
  over.abort();
  await killing;
  return { result, kills };
}

async function nextJob(
  stack: Stack,
  sessionId: string,
  { index, over }: { index: number; over: AbortSignal },
): Promise<number> {
  for (;;) {
    const pid = (await jobsOf(stack, sessionId))[index];
    if (pid !== undefined) return pid;
    await delay(lookEveryMs, undefined, { signal: over });
  }
}
