import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { readProcStat } from './process-identity.mjs';

/**
 * The living processes of a process group (zombies are not).
 * @param {number} groupId
 * @returns {number[]}
 */
export const listGroupMembers = (groupId) => {
  if (process.platform === 'linux') {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .filter((name) => {
        const stat = readProcStat(name);
        return stat !== null && stat[0] !== 'Z' && stat[0] !== 'X' && Number(stat[2]) === groupId;
      })
      .map(Number);
  }
  const ps = spawnSync('ps', ['-A', '-o', 'pid=,pgid=,stat='], { encoding: 'utf8' });
  return (ps.stdout ?? '')
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([, group, state]) => Number(group) === groupId && !state?.startsWith('Z'))
    .map(([pid]) => Number(pid));
};
