import { ConfigError } from '@parley/config';
import { DatabaseError } from '@parley/db';
import { runCli } from './run-cli.ts';

try {
  process.exitCode = await runCli(process.argv.slice(2), {
    env: process.env,
    print: console.log,
    complain: console.error,
  });
} catch (error) {
  const isForOperator = error instanceof ConfigError || error instanceof DatabaseError;
  console.error(isForOperator ? error.message : error);
  process.exitCode = 1;
}
