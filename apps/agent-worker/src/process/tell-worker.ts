import type { JobCall, JobMessage } from './job-messages.ts';

const aliveEveryMs = 500;

type Parent = Pick<NodeJS.Process, 'send'>;

/** Tells the worker's process which call this one holds, and from then on that it is not stuck. */
export function tellWorker(call: JobCall, worker: Parent = process): void {
  // A worker that is gone hears nothing, which `follow-parent.ts` sees to.
  const tell = (message: JobMessage): void => void worker.send?.(message, undefined, undefined, () => {});
  tell({ case: 'parleyCall', value: call });
  setInterval(() => tell({ case: 'parleyAlive' }), aliveEveryMs).unref();
}
