import type { ChildProcess } from 'node:child_process';
import { subscribe } from 'node:diagnostics_channel';
import type { Logger } from '@parley/observability';
import { type JobCall, jobMessageSchema } from './job-messages.ts';

/** A job that has not been heard for so many looks is stuck. Looks are counted, not time: this process may be late too. */
const looksUntilStuck = 5;
const lookEveryMs = 1_000;

type JobProcess = Pick<ChildProcess, 'pid' | 'kill'> & NodeJS.EventEmitter;

interface FollowJobs {
  log: Logger;
  /** The process of a call has ended, however it did. */
  onEnd: (call: JobCall) => void;
}

/**
 * Learns of the end of every job's process at once, which LiveKit tells some 15 s later and the SDK nobody; and ends
 * those that are stuck, whose caller hears silence.
 */
export function followJobs(options: FollowJobs): void {
  // The SDK shows its processes to nobody, but Node does.
  subscribe('child_process', (message) => followJob((message as { process: JobProcess }).process, options));
}

export function followJob(job: JobProcess, { log, onEnd }: FollowJobs): void {
  let call: JobCall | undefined;
  let unheard = 0;
  let looks: NodeJS.Timeout | undefined;
  const look = (): void => {
    unheard += 1;
    if (unheard <= looksUntilStuck) return;
    clearInterval(looks);
    log.error(
      { sessionId: call?.sessionId, jobPid: job.pid },
      'the process of a call is stuck: it is killed',
    );
    job.kill('SIGKILL');
  };
  job.on('message', (message: unknown) => {
    unheard = 0;
    const { data } = jobMessageSchema.safeParse(message);
    if (data?.case !== 'parleyCall') return;
    call = data.value;
    looks ??= setInterval(look, lookEveryMs).unref();
  });
  job.on('exit', (code: number | null, signal: string | null) => {
    clearInterval(looks);
    if (!call) return;
    const { sessionId } = call;
    if (code !== 0) log.error({ sessionId, jobPid: job.pid, code, signal }, 'the process of a call has died');
    onEnd(call);
  });
}
