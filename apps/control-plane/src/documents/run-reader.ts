import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const entry = fileURLToPath(new URL('./reading/reader-process.ts', import.meta.url));
const defaultThread = fileURLToPath(new URL('./reading/reader-thread.ts', import.meta.url));

export interface ReaderLimits {
  timeMs: number;
  /** Of JavaScript's own memory. */
  heapMb: number;
  /** Of the process, with everything that is unpacked. */
  memoryMb: number;
  resultBytes: number;
}

export interface ReaderRun {
  limits: ReaderLimits;
  /** What reads, in place of the real thing. */
  thread?: string | undefined;
  onStart?: ((pid: number) => void) | undefined;
}

/**
 * Reads a file in a process of its own: without the environment, which holds keys, without the right to write files
 * or to start programs, and not longer than the limits allow.
 * @returns what the process wrote, or which limit ended it; it is gone by then.
 */
export function runReader(
  bytes: Uint8Array,
  { limits, thread = defaultThread, onStart }: ReaderRun,
): Promise<{ answer: string } | { ended: 'time' | 'memory' | 'characters' }> {
  return new Promise((resolve, reject) => {
    const { timeMs, heapMb, memoryMb, resultBytes } = limits;
    const child = fork(entry, [thread, String(heapMb), String(memoryMb)], {
      execArgv: ['--permission', '--allow-fs-read=*', '--allow-worker', `--max-old-space-size=${heapMb}`],
      env: {},
      // A group of its own, to be ended as a whole.
      detached: true,
      stdio: ['pipe', 'pipe', 'ignore', 'ipc'],
    });
    const { pid } = child;
    if (pid !== undefined) onStart?.(pid);
    let ended: 'time' | 'characters' | undefined;
    const chunks: Buffer[] = [];
    let size = 0;
    const end = (why: typeof ended) => {
      ended ??= why;
      endGroup(pid);
    };
    const timer = setTimeout(() => end('time'), timeMs);
    child.stdout?.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > resultBytes) end('characters');
      else chunks.push(chunk);
    });
    // A process that has gone takes no more; that it has gone is told by its end.
    child.stdin?.on('error', () => {});
    child.stdin?.end(bytes);
    child.once('error', (error) => {
      clearTimeout(timer);
      endGroup(pid);
      reject(error);
    });
    child.once('close', (code) => {
      clearTimeout(timer);
      endGroup(pid);
      if (ended) resolve({ ended });
      else if (code === 0 && size > 0) resolve({ answer: Buffer.concat(chunks).toString('utf8') });
      // V8 ends a process that has no memory left.
      else resolve({ ended: 'memory' });
    });
  });
}

function endGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Gone already.
  }
}
