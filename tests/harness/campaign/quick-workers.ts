import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { LivekitServer } from '../start-stack.ts';

/** What a process was in, LiveKit's room library keeps: about a megabyte for each. */
const jobsOfOne = 150;

export type QuickNews = 'ready' | 'job' | 'full';

export interface QuickWorkers {
  /** Jobs that were given to any of them. */
  jobs(): number;
  close(): Promise<void>;
}

/** Quick workers in processes of their own, each for so many jobs: when one takes no more, the next is begun. */
export async function startQuickWorkers(livekit: LivekitServer, agentName: string): Promise<QuickWorkers> {
  const running = new Set<ChildProcess>();
  let jobs = 0;
  let closed = false;
  const begin = async () => {
    const { url, apiKey, apiSecret } = livekit;
    const told = JSON.stringify({ livekit: { url, apiKey, apiSecret }, agentName, mostJobs: jobsOfOne });
    const child = fork(new URL('./quick-worker-process.ts', import.meta.url), [told], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    running.add(child);
    child.once('exit', () => running.delete(child));
    const { promise: ready, resolve, reject } = Promise.withResolvers<void>();
    child.once('exit', (code) => reject(new Error(`the quick worker ended with ${code}`)));
    child.on('message', (news: QuickNews) => {
      if (news === 'ready') resolve();
      if (news === 'job') jobs += 1;
      if (news === 'full' && !closed) void begin();
    });
    await ready;
  };
  await begin();
  return {
    jobs: () => jobs,
    async close() {
      closed = true;
      await Promise.all(
        [...running].map(async (child) => {
          const gone = once(child, 'exit');
          child.kill('SIGKILL');
          await gone;
        }),
      );
    },
  };
}
