import { open, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { dispose } from '@livekit/rtc-node';
import { listScenarios, loadScenario } from '../callers/load-scenario.ts';
import { runCall } from '../callers/run-call.ts';
import { planCalls, runCalls } from '../callers/run-calls.ts';
import { givePhoneItsValue, usualNumber } from './choose-number.ts';
import { describeCalls, describePlacedCall } from './describe-calls.ts';
import { hangUpOnSignal } from './hang-up-on-signal.ts';
import { junitXml } from './junit-xml.ts';
import { openRecognizer } from './open-recognizer.ts';
import { readTarget, targetOptions } from './read-target.ts';
import { UsageError } from './usage-error.ts';

const usage = `Usage: main.ts calls [options], or the options alone
  --scenario NAME|FILE  what a caller does; as often as there are scenarios; known: ${listScenarios().join(', ')}
  --times N             places each so many times (default 1)
  --at-once N           so many side by side (default 2)
  --against URL --api-key KEY   the Parley to call (--url is the same)
  --agent ID            calls this agent (default: the demo's, or the tenant's usual one)
  --demo FILE           how to reach it otherwise (default .parley/demo.json)
  --phone [URI]         rings this number over SIP (default: the demo file's, else ${usualNumber})
  --type                types instead of speaking
  --junit FILE          writes the calls as test cases
Exit code: 0 all went as expected, 1 one did not, 2 it was asked wrongly and no call was placed.
`;

const options = {
  ...targetOptions,
  scenario: { type: 'string', multiple: true, default: [] as string[] },
  times: { type: 'string', default: '1' },
  'at-once': { type: 'string', default: '2' },
  junit: { type: 'string' },
  type: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

/** `calls`: 0, 1 or 2 as the usage says; 130 or 143 when stopped. */
export async function callsCommand(args: string[]): Promise<number> {
  const stopping = hangUpOnSignal();
  try {
    const wish = await readWish(args);
    if (wish === 'help') {
      process.stdout.write(usage);
      return 0;
    }
    const allWell = await placeCalls(wish, stopping.signal);
    return stopping.exitCode() ?? (allWell ? 0 : 1);
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    return stopping.exitCode() ?? (error instanceof UsageError ? 2 : 1);
  } finally {
    stopping.done();
    await dispose();
  }
}

type Wish = Exclude<Awaited<ReturnType<typeof readWish>>, 'help'>;

/** @throws UsageError for whatever is known to be wrong before a call is placed. */
async function readWish(args: string[]) {
  try {
    const { values } = parseArgs({ args: givePhoneItsValue(args), options });
    if (values.help) return 'help';
    if (values.scenario.length === 0)
      throw new Error(`which --scenario? known: ${listScenarios().join(', ')}`);
    if (values.phone !== undefined && values.type)
      throw new Error('--phone speaks into whatever room the call is given: leave --type out');
    const scenarios = values.scenario.map(loadScenario);
    const times = readNumber('--times', values.times, 1000);
    const atOnce = readNumber('--at-once', values['at-once'], 100);
    const target = await readTarget(values);
    if (values.junit !== undefined) await makeWritable(values.junit);
    return { calls: planCalls(scenarios, times), atOnce, target, type: values.type, junit: values.junit };
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function readNumber(option: string, text: string, most: number): number {
  const number = /^\d+$/.test(text) ? Number(text) : 0;
  if (number < 1 || number > most)
    throw new Error(`${option} ${text}: expected a whole number from 1 to ${most}`);
  return number;
}

/** Finds out before the calls whether their report can be kept. */
async function makeWritable(file: string): Promise<void> {
  const opened = await open(file, 'a').catch((error: Error) => {
    throw new Error(`${file} cannot be written: ${error.message}`);
  });
  await opened.close();
}

async function placeCalls({ calls, atOnce, target, type, junit }: Wish, signal: AbortSignal) {
  const recognizer = type ? undefined : await openRecognizer();
  const print = (lines: string[]) => process.stdout.write(`${lines.join('\n')}\n`);
  const begunAt = new Date();
  try {
    const placed = await runCalls({
      calls,
      atOnce,
      signal,
      place: ({ scenario }) => runCall({ ...target, scenario, recognizer, signal }),
      onOver: (call) => print(describePlacedCall(call)),
    });
    const ms = Date.now() - begunAt.getTime();
    const unplaced = calls.filter(
      (call) => !placed.some(({ scenario, nth }) => scenario === call.scenario && nth === call.nth),
    );
    print(describeCalls(placed, unplaced.length, ms));
    if (junit !== undefined) await writeFile(junit, junitXml({ placed, unplaced, begunAt, ms }));
    return unplaced.length === 0 && placed.every(({ result }) => result?.ok);
  } finally {
    await recognizer?.close();
  }
}
