import { parseArgs } from 'node:util';
import { loadConfig } from '@parley/config';
import { openDatabase } from '@parley/db';
import { auditVerify } from './audit-verify.ts';
import { type Command, UsageError } from './command.ts';
import { doctor } from './doctor.ts';
import { migrate } from './migrate.ts';
import { operatorConfigDefinition } from './operator-config.ts';

const commands: Record<string, Command> = {
  'audit verify': auditVerify,
  doctor,
  migrate,
};

const help = (): string => {
  const width = Math.max(...Object.values(commands).map(({ usage }) => usage.length));
  const lines = Object.values(commands).map(({ usage, summary }) => `  ${usage.padEnd(width)}  ${summary}`);
  return ['parley <command>', '', ...lines].join('\n');
};

/**
 * The operators' command line. The built-in database belongs to one process: stop the server first.
 * @returns the exit code: 0 for well, 1 when the command found something wrong, 2 when it was called wrongly.
 */
export async function runCli(
  args: string[],
  { env, print }: { env: NodeJS.ProcessEnv; print: (line: string) => void },
): Promise<number> {
  const parsed = parse(args);
  const name = Object.keys(commands).find((known) => `${parsed?.words.join(' ')} `.startsWith(`${known} `));
  const command = name === undefined ? undefined : commands[name];
  if (!parsed || !command || parsed.options.help !== undefined) {
    print(help());
    return args.length === 0 || args.includes('--help') ? 0 : 2;
  }
  const config = loadConfig(operatorConfigDefinition, env);
  const { databaseUrl: url, databaseOwnerUrl: ownerUrl, dataDir } = config;
  const database = await openDatabase({ url, ownerUrl, dataDir });
  try {
    const words = parsed.words.slice(name?.split(' ').length);
    return await command.run({ database, config, words, options: parsed.options, print });
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    print(error.message);
    return 2;
  } finally {
    await database.close();
  }
}

function parse(args: string[]) {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { tenant: { type: 'string' }, help: { type: 'boolean' } },
    });
    const options = { tenant: values.tenant, help: values.help ? '' : undefined };
    return { words: positionals, options };
  } catch {
    return undefined;
  }
}
