import { runBench } from './commands/run-bench.mjs';
import { runProgram } from './commands/run-program.mjs';

await runProgram((stopping) => runBench({ args: process.argv.slice(2), stopping }));
