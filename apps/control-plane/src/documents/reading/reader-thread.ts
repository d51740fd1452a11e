import { parentPort, workerData } from 'node:worker_threads';
import { UnreadableFile } from './problem.ts';
import { readFile } from './read-file.ts';

const answer = await readFile(workerData as Uint8Array).then(
  (content) => ({ content }),
  // What nobody has foreseen is a file that is not as files are.
  (error: unknown) => ({ problem: error instanceof UnreadableFile ? error.problem : 'broken' }),
);
parentPort?.postMessage(JSON.stringify(answer));
