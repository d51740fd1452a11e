import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { createParleyClient } from '@parley/api-client';
import { isFinalSessionState, type SessionDetails } from '@parley/contracts';
import { exportScenario } from '../callers/export-scenario.ts';
import { readTarget, targetOptions } from './read-target.ts';
import { UsageError } from './usage-error.ts';

const usage = `Usage: main.ts export SESSION [options]
  A session that is over as a scenario, on stdout: to be called again, with what is different (calls --scenario FILE).
  --out FILE            writes it there instead
  --against URL --api-key KEY   the Parley that has it (--url is the same)
  --demo FILE           how to reach it otherwise (default .parley/demo.json)
`;

const { phone: _, agent: __, ...reached } = targetOptions;
const options = {
  ...reached,
  out: { type: 'string' },
  help: { type: 'boolean', default: false },
} as const;

/** `export`: 0 when the scenario is written, 1 when the session cannot be had, 2 when it was asked wrongly. */
export async function exportCommand(args: string[]): Promise<number> {
  try {
    const { values, sessionId, target } = await readWish(args);
    if (values.help) {
      process.stdout.write(usage);
      return 0;
    }
    const yaml = exportScenario(await readSession(sessionId, target));
    if (values.out === undefined) process.stdout.write(yaml);
    else await writeFile(values.out, yaml);
    return 0;
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    return error instanceof UsageError ? 2 : 1;
  }
}

async function readWish(args: string[]) {
  try {
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
    const [sessionId = '', ...more] = positionals;
    if (!values.help && (!sessionId || more.length > 0)) throw new Error(usage);
    return { values, sessionId, target: values.help ? { url: '', apiKey: '' } : await readTarget(values) };
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

/** @throws Error when there is none, or it is not over. */
async function readSession(id: string, target: { url: string; apiKey: string }): Promise<SessionDetails> {
  const client = createParleyClient(target);
  const session = (await client.api.getSessionDetails({ path: { id } })) as SessionDetails;
  if (!isFinalSessionState(session.state))
    throw new Error(`${id} is not over yet (${session.state}): export it when it is`);
  return session;
}
