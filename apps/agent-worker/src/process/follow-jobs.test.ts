import { fork } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { fileURLToPath } from 'node:url';
import { createLogger } from '@parley/observability';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { followJob, followJobs } from './follow-jobs.ts';
import type { JobCall } from './job-messages.ts';

const log = createLogger({ name: 'test', level: 'silent' });
const call: JobCall = { sessionId: 'ses_1', token: 't' };

describe('a job', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  function follow() {
    const job = Object.assign(new EventEmitter(), { pid: 7, kill: vi.fn(() => true) });
    const onEnd = vi.fn();
    followJob(job, { log, onEnd });
    return { job, onEnd };
  }
  const alive = { case: 'parleyAlive' };

  test('without a call is nobody’s loss, and may be silent', () => {
    const { job, onEnd } = follow();
    job.emit('message', { case: 'initializeResponse' });
    vi.advanceTimersByTime(60_000);
    job.emit('exit', null, 'SIGKILL');
    expect(job.kill).not.toHaveBeenCalled();
    expect(onEnd).not.toHaveBeenCalled();
  });

  test.each([
    [null, 'SIGKILL'],
    [0, null],
  ])('with a call is told of when it ends (code %s, signal %s)', (code, signal) => {
    const { job, onEnd } = follow();
    job.emit('message', { case: 'parleyCall', value: call });
    job.emit('exit', code, signal);
    expect(onEnd.mock.calls).toEqual([[call]]);
    vi.advanceTimersByTime(60_000);
    expect(job.kill).not.toHaveBeenCalled();
  });

  test('that is stuck is killed, once; one that is slow is not', () => {
    const { job } = follow();
    job.emit('message', { case: 'parleyCall', value: call });
    for (let times = 0; times < 5; times++) {
      vi.advanceTimersByTime(4_000);
      job.emit('message', alive);
    }
    expect(job.kill).not.toHaveBeenCalled();
    vi.advanceTimersByTime(30_000);
    expect(job.kill.mock.calls).toEqual([['SIGKILL']]);
  });
});

test('every process that is forked from now on is followed', async () => {
  const ended = Promise.withResolvers<JobCall>();
  followJobs({ log, onEnd: ended.resolve });
  const job = fork(fileURLToPath(new URL('../testing/hold-call.ts', import.meta.url)));
  job.once('message', () => job.kill('SIGKILL'));
  expect(await ended.promise).toEqual(call);
});
