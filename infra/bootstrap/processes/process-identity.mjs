import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * A pid alone may belong to a stranger by tomorrow; with its start time it names one process for good.
 * @typedef {{ pid: number, startedAt: string }} ProcessIdentity
 */

/** @param {number | string} pid the fields of /proc/PID/stat from the state on, or null when it is gone */
export const readProcStat = (pid) => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return null;
  }
};

const bootId = () => {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return '';
  }
};

/**
 * When the process started, in the system's own notation; null when it is gone or a zombie.
 * @param {number} pid
 * @returns {string | null}
 */
export const readStartTime = (pid) => {
  if (process.platform === 'linux') {
    const stat = readProcStat(pid);
    return stat && stat[0] !== 'Z' && stat[0] !== 'X' ? `${bootId()}/${stat[19]}` : null;
  }
  const ps = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' });
  return ps.stdout?.trim() || null;
};

/** @param {number} pid @returns {ProcessIdentity} */
export const identifyProcess = (pid) => ({ pid, startedAt: readStartTime(pid) ?? 'gone' });

/** @param {ProcessIdentity} identity */
export const isRunning = ({ pid, startedAt }) => readStartTime(pid) === startedAt;
