import { runProgram } from './commands/run-program.mjs';
import { runTest } from './commands/run-test.mjs';

await runProgram((stopping) => runTest({ args: process.argv.slice(2), stopping }));
