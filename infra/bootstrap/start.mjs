import { runProgram } from './commands/run-program.mjs';
import { runStart } from './commands/run-start.mjs';

await runProgram((stopping) => runStart({ args: process.argv.slice(2), stopping }));
