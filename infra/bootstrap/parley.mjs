import { runOperator } from './commands/run-operator.mjs';
import { runProgram } from './commands/run-program.mjs';

await runProgram((stopping) => runOperator({ args: process.argv.slice(2), stopping }));
