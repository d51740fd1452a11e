import { readFileSync } from 'node:fs';

/** How long processes were ready to run and had no core, in milliseconds, since they began: Linux, /proc/PID/schedstat. */
export const waitedForCore = (...pids: number[]): number =>
  pids.reduce((sum, pid) => {
    const [, waitedNs = '0'] = readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ');
    return sum + Number(waitedNs) / 1_000_000;
  }, 0);
