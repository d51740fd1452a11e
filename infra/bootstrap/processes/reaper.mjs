import { endLeftovers } from './end-leftovers.mjs';
import { readRunFile, removeRunFile } from './run-file.mjs';

/**
 * Sleeps until the supervisor at the other end of stdin is gone, however it went, then ends what its run
 * file still names. An orderly supervisor has removed the file by then, and the next one may have written its own.
 */
const [runFile = '', runId] = process.argv.slice(2);

process.stdin.resume();
process.stdin.once('close', async () => {
  const run = readRunFile(runFile);
  if (run && run.runId === runId) {
    await endLeftovers(run, { graceMs: 3_000 });
    removeRunFile(runFile);
  }
  process.exit(0);
});
