import { parseArgs } from 'node:util';
import { audibleDbfs, openPhone } from '@parley/rehearsal';
import { startStack } from '../../harness/start-stack.ts';
import { measureSetup, type Setup } from './measure-setup.ts';
import { renderStages, summarizeStages } from './summarize-stages.ts';

/** Milliseconds from INVITE to the first audible greeting that 95 % of calls must keep within. */
const barMs = 1_200;

/**
 * How long a telephone waits for its agent, warm: from the INVITE to the first audible sound, and where the time goes.
 * stdout holds the result alone; progress goes to stderr.
 * @returns the exit code: 1 when the bar was missed, or a call could not be measured
 */
export async function callSetup(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: { json: { type: 'boolean', default: false }, turns: { type: 'string', default: '20' } },
  });
  const calls = Number(values.turns);
  if (!Number.isInteger(calls) || calls < 1)
    throw new Error(`--turns ${values.turns}: a whole number above 0`);
  const say = (line: string): void => {
    process.stderr.write(`${line}\n`);
  };
  const stack = await startStack({
    name: 'bench-call-setup',
    parts: ['simulators', 'agent-worker', 'phone-gateway'],
  });
  const phone = await openPhone({ user: '+15550142' });
  const setups: Setup[] = [];
  let lost = 0;
  try {
    say(
      `first 20 ms frame over ${audibleDbfs} dBFS at the telephone; the first call warms up and is not counted`,
    );
    for (let call = 0; call <= calls; call++) {
      const setup = await measureSetup(stack, phone).catch((error: Error) => say(error.message));
      if (!setup) {
        if (call > 0) lost++;
        continue;
      }
      if (call > 0) setups.push(setup);
      const told = Object.entries(setup.stages).map(([stage, ms]) => `${stage} ${Math.round(ms)}`);
      say(told.join(', '));
    }
  } finally {
    await phone.close();
    await stack.stop();
  }
  const summary = summarizeStages(setups);
  process.stdout.write(`${values.json ? JSON.stringify(summary) : renderStages(summary)}\n`);
  if (lost > 0) say(`${lost} calls could not be measured and are not counted`);
  return lost === 0 && (summary['greeting heard']?.p95_ms ?? Number.POSITIVE_INFINITY) <= barMs ? 0 : 1;
}
