import { parseArgs } from 'node:util';
import { loadConfig } from '@parley/config';
import { type AccountContext, DomainError, deriveAuditKey } from '@parley/core';
import { openDatabase } from '@parley/db';
import { auditVerify } from './audit-verify.ts';
import { type Command, UsageError } from './command.ts';
import { doNotCallAdd } from './do-not-call-add.ts';
import { doNotCallImport } from './do-not-call-import.ts';
import { doNotCallList } from './do-not-call-list.ts';
import { doNotCallRemove } from './do-not-call-remove.ts';
import { doctor } from './doctor.ts';
import { keysCreate } from './keys-create.ts';
import { keysList } from './keys-list.ts';
import { keysRevoke } from './keys-revoke.ts';
import { migrate } from './migrate.ts';
import { operatorConfigDefinition } from './operator-config.ts';
import { sayHelp } from './say-help.ts';
import { seed } from './seed.ts';
import { tenantCreate } from './tenant-create.ts';
import { tenantList } from './tenant-list.ts';
import { tenantNamed } from './tenant-named.ts';

const commands: Record<string, Command> = {
  'audit verify': auditVerify,
  'do-not-call add': doNotCallAdd,
  'do-not-call import': doNotCallImport,
  'do-not-call list': doNotCallList,
  'do-not-call remove': doNotCallRemove,
  doctor,
  'keys create': keysCreate,
  'keys list': keysList,
  'keys revoke': keysRevoke,
  migrate,
  seed,
  'tenant create': tenantCreate,
  'tenant list': tenantList,
};

interface Surroundings {
  env: NodeJS.ProcessEnv;
  /** Where answers go, and where what went wrong goes: programs read the first. */
  print: (line: string) => void;
  complain: (line: string) => void;
}

/**
 * The operators' command line. The built-in database belongs to one process: stop the server first.
 * @returns the exit code: 0 for well, 1 when the command found something wrong, 2 when it was called wrongly.
 */
export async function runCli(args: string[], { env, print, complain }: Surroundings): Promise<number> {
  const wanted = args
    .filter((arg, index) => !arg.startsWith('-') && !(index === 0 && arg === 'help'))
    .join(' ');
  const name = Object.keys(commands).find((known) => `${wanted} `.startsWith(`${known} `));
  const command = name === undefined ? undefined : commands[name];
  const asks = args.length === 0 || args[0] === 'help' || args.includes('--help') || args.includes('-h');
  if (asks) {
    print(sayHelp(command ? [command] : Object.values(commands)));
    return 0;
  }
  if (!name || !command) {
    complain(`There is no command "${wanted === '' ? args.join(' ') : wanted}".\n`);
    complain(sayHelp(Object.values(commands)));
    return 2;
  }
  try {
    const { words, options, json } = parse(args, command, name.split(' ').length);
    return await carryOut(command, { words, options, json, env, print });
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof DomainError)) throw error;
    for (const line of linesOf(error)) complain(line);
    if (error instanceof UsageError) complain(`\n${sayHelp([command])}`);
    return error instanceof UsageError || error.code === 'VALIDATION_FAILED' ? 2 : 1;
  }
}

function linesOf(error: UsageError | DomainError): string[] {
  if (error instanceof UsageError) return [error.message];
  const fields = error.issues?.map(({ path, message }) => `${path}: ${message}`) ?? [];
  return fields.length > 0 ? fields : [error.detail ?? error.code];
}

interface Called {
  words: string[];
  options: Record<string, string>;
  json: boolean;
  env: NodeJS.ProcessEnv;
  print: (line: string) => void;
}

async function carryOut(command: Command, { words, options, json, env, print }: Called): Promise<number> {
  const config = loadConfig(operatorConfigDefinition, env);
  const { databaseUrl: url, databaseOwnerUrl: ownerUrl, dataDir } = config;
  const database = await openDatabase({ url, ownerUrl, dataDir });
  const ctx: AccountContext = {
    db: database.db,
    now: () => new Date(),
    auditKey: deriveAuditKey(config.secret),
  };
  const input = {
    database,
    config,
    words,
    options,
    ctx,
    tenantContext: async () => {
      const tenantId = await tenantNamed(ctx.db, options.tenant ?? '');
      return { ...ctx, actor: { type: 'system' as const, tenantId } };
    },
    answer: (value: unknown, lines: string[]) => {
      for (const line of json ? [JSON.stringify(value, null, 2)] : lines) print(line);
    },
  };
  try {
    return await command.run(input);
  } finally {
    await database.close();
  }
}

/** @throws UsageError for what the command does not take, and for what it needs and was not given. */
function parse(
  args: string[],
  { options: known = {}, required, words: taken = 0 }: Command,
  nameLength: number,
): Pick<Called, 'words' | 'options' | 'json'> {
  const own = Object.fromEntries(Object.keys(known).map((name) => [name, { type: 'string' as const }]));
  const options = { ...own, json: { type: 'boolean' as const } };
  const { values, positionals } = tryToParse({ args, allowPositionals: true, options });
  const { json = false, ...given } = values;
  const missing = required?.find((name) => !given[name]);
  if (missing) throw new UsageError(`--${missing} is missing.`);
  const words = positionals.slice(nameLength);
  const tooMany = words.slice(taken).join(' ');
  if (tooMany !== '') {
    throw new UsageError(`What is "${tooMany}"? Put what has blanks in quotes; options begin with --.`);
  }
  return { words, options: given as Record<string, string>, json: json === true };
}

function tryToParse(config: Parameters<typeof parseArgs>[0]) {
  try {
    const { values, positionals } = parseArgs(config);
    return { values: values as Record<string, unknown>, positionals };
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
