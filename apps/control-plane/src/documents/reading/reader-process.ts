import { buffer } from 'node:stream/consumers';
import { Worker } from 'node:worker_threads';

/**
 * Reads the file on its standard input and writes the answer as JSON. The reading is done by a thread, so that this
 * one can see to the limits of memory, and to the control plane: when that is gone, so is this.
 * Arguments: the thread's file, megabytes of heap, megabytes in all.
 */
const [thread = '', heapMb, memoryMb] = process.argv.slice(2);
const lookEveryMs = 50;

let answered = false;
function answer(text: string): void {
  if (answered) return;
  answered = true;
  process.stdout.write(text, () => process.exit(0));
}
const refuse = (problem: 'memory' | 'broken') => answer(JSON.stringify({ problem }));

process.on('disconnect', () => process.exit(1));
const bytes = new Uint8Array(await buffer(process.stdin));
const reading = new Worker(thread, {
  workerData: bytes,
  transferList: [bytes.buffer as ArrayBuffer],
  resourceLimits: { maxOldGenerationSizeMb: Number(heapMb) },
  stdout: true,
  stderr: true,
});
const tooMuch = Number(memoryMb) * 1024 * 1024;
const look = setInterval(() => {
  if (process.memoryUsage.rss() <= tooMuch) return;
  clearInterval(look);
  void reading.terminate();
  refuse('memory');
}, lookEveryMs);
reading.on('message', answer);
reading.on('error', (error: NodeJS.ErrnoException) =>
  refuse(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'memory' : 'broken'),
);
