import { parseArgs } from 'node:util';
import { startStack } from '../../harness/start-stack.ts';
import { type JudgedCall, judgeCall } from './judge-call.ts';
import { killCall } from './kill-call.ts';
import { renderKills, summarizeKills } from './summarize-kills.ts';

/** Milliseconds of silence after a kill that 95 % must keep within. */
const barMs = 3_000;
/** More than the control plane replaces in one call would end it. */
const mostInOneCall = 3;
/** Calls that were over before anybody could be killed: where no agent comes, none ever will. */
const mostInVain = 5;

/**
 * Kills the process of calls with -9 at random moments, and hears how long the caller waits for the next word, and
 * whether the conversation is still the same. stdout holds the result alone; progress goes to stderr.
 * @returns the exit code: 1 when anything is not as it must be
 */
export async function kills(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      json: { type: 'boolean', default: false },
      kills: { type: 'string', default: '50' },
      'at-once': { type: 'string', default: '1' },
    },
  });
  const [wanted, atOnce] = [Number(values.kills), Number(values['at-once'])];
  if (![wanted, atOnce].every((count) => Number.isInteger(count) && count >= 1))
    throw new Error('--kills and --at-once: whole numbers above 0');
  const stack = await startStack({ name: 'bench-kills' });
  const calls: JudgedCall[] = [];
  let left = wanted;
  let placed = 0;
  let inVain = 0;
  const place = async (): Promise<void> => {
    while (left > 0 && inVain < mostInVain) {
      const planned = Math.min(left, mostInOneCall);
      left -= planned;
      placed += 1;
      const call = await judgeCall(stack, await killCall(stack, { room: `kills-${placed}`, kills: planned }));
      // The call was over before all of its kills had come.
      left += planned - call.kills.length;
      if (call.kills.length === 0) inVain += 1;
      calls.push(call);
      process.stderr.write(`${JSON.stringify(call)}\n`);
    }
  };
  try {
    await Promise.all(Array.from({ length: atOnce }, place));
  } finally {
    await stack.stop();
  }
  const summary = summarizeKills(calls);
  process.stdout.write(`${values.json ? JSON.stringify({ ...summary, calls }) : renderKills(summary)}\n`);
  return summary.wait_ms.p95 <= barMs && Object.values(summary.wrong).every((count) => count === 0) ? 0 : 1;
}
