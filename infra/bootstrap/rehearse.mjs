import { runProgram } from './commands/run-program.mjs';
import { runRehearse } from './commands/run-rehearse.mjs';

await runProgram((stopping) => runRehearse({ args: process.argv.slice(2), stopping }));
