import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { dispose } from '@livekit/rtc-node';
import type { CallResult } from '../callers/call-result.ts';
import { listScenarios, loadScenario } from '../callers/load-scenario.ts';
import { runCall } from '../callers/run-call.ts';
import { givePhoneItsValue, usualNumber } from './choose-number.ts';
import { createTranscriptPrinter } from './create-transcript-printer.ts';
import { describeResult } from './describe-result.ts';
import { hangUpOnSignal } from './hang-up-on-signal.ts';
import { openRecognizer } from './open-recognizer.ts';
import { readTarget, targetOptions } from './read-target.ts';

const usage = `Usage: main.ts call [options]
  --scenario NAME|FILE  what the caller does (default leaking-sink); known: ${listScenarios().join(', ')}
  --demo FILE           how to reach the platform (default .parley/demo.json)
  --url URL --api-key KEY   instead of the demo file (--against URL is the same)
  --agent ID            calls this agent (default: the demo's, or the tenant's usual one)
  --phone [URI]         rings this number over SIP (default: the demo file's, else ${usualNumber})
  --room NAME           the tenant's room (default: a new one)
  --record DIR          keeps DIR/<scenario>.wav (left: caller, right: agent) and DIR/<scenario>.json
  --type                types instead of speaking
  --json                prints the result alone, as one line of JSON
PARLEY_PYTHON names a Python that can import pocketsphinx; without it the caller types and reads.
`;

const options = {
  scenario: { type: 'string', default: 'leaking-sink' },
  ...targetOptions,
  room: { type: 'string' },
  record: { type: 'string' },
  type: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

/** `call`: 0 when the call went as its scenario expects, 1 when it did not, 130 or 143 when stopped. */
export async function callCommand(args: string[]): Promise<number> {
  const stopping = hangUpOnSignal();
  try {
    const { values } = parseArgs({ args: givePhoneItsValue(args), options });
    if (values.help) {
      process.stdout.write(usage);
      return 0;
    }
    const result = await placeCall(values, stopping.signal);
    return stopping.exitCode() ?? (result.ok ? 0 : 1);
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    return stopping.exitCode() ?? 1;
  } finally {
    stopping.done();
    await dispose();
  }
}

type Values = ReturnType<typeof parseArgs<{ options: typeof options }>>['values'];

async function placeCall(values: Values, signal: AbortSignal): Promise<CallResult> {
  const scenario = loadScenario(values.scenario);
  if (values.phone !== undefined && (values.type || values.room))
    throw new Error('--phone speaks into whatever room the call is given: leave --type and --room out');
  const target = await readTarget(values);
  const recognizer = values.type ? undefined : await openRecognizer();
  const out = values.json ? undefined : process.stdout;
  out?.write(`${scenario.title}${describeMode(values, recognizer !== undefined)}\n`);
  const printer = out && createTranscriptPrinter(out);
  try {
    const result = await runCall({
      ...target,
      scenario,
      recognizer,
      signal,
      ...(values.room && { room: values.room }),
      onEvent: (event) => printer?.show(event),
    });
    printer?.end();
    if (values.record) await keep(result, values.record);
    const { recording: _, ...plain } = result;
    if (out) out.write(`${describeResult(result).join('\n')}\n`);
    else process.stdout.write(`${JSON.stringify(plain)}\n`);
    return result;
  } finally {
    await recognizer?.close();
  }
}

function describeMode({ phone, type }: Values, canHear: boolean): string {
  const deaf = 'without PARLEY_PYTHON there is no speech recognition';
  if (phone !== undefined) return canHear ? ' (by telephone)' : ` (by telephone, reading along: ${deaf})`;
  if (canHear) return '';
  return type ? ' (typed)' : ` (typed: ${deaf})`;
}

async function keep({ recording, ...result }: CallResult, directory: string): Promise<void> {
  await mkdir(directory, { recursive: true });
  await writeFile(join(directory, `${result.scenario}.wav`), recording.toWav());
  await writeFile(join(directory, `${result.scenario}.json`), `${JSON.stringify(result, null, 2)}\n`);
}
