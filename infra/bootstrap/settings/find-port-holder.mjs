import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** @param {number} port the inodes of the sockets bound to it, as /proc/net lists them */
const socketInodes = (port) => {
  const wanted = port.toString(16).toUpperCase().padStart(4, '0');
  return ['tcp', 'tcp6', 'udp', 'udp6'].flatMap((table) => {
    try {
      const rows = readFileSync(`/proc/net/${table}`, 'utf8').trim().split('\n').slice(1);
      const columns = rows.map((row) => row.trim().split(/\s+/));
      const bound = columns.filter(
        ([, local, , state]) => local?.endsWith(`:${wanted}`) && (state === '0A' || state === '07'),
      );
      return bound.map((row) => row[9]);
    } catch {
      return [];
    }
  });
};

/** @param {string} folder */
const listFolder = (folder) => {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
};

/** @param {string} file */
const readLink = (file) => {
  try {
    return readlinkSync(file);
  } catch {
    return '';
  }
};

/**
 * Which process holds the port, as far as we may see.
 * @param {number} port
 * @param {number[]} [candidates] who comes into question; default: everybody
 * @returns {number | null}
 */
export const findPortHolder = (port, candidates) => {
  if (process.platform !== 'linux') {
    const lsof = spawnSync('lsof', ['-nP', '-t', '-i', `:${port}`], { encoding: 'utf8', timeout: 3_000 });
    const pids = (lsof.stdout ?? '').split('\n').map(Number).filter(Boolean);
    return pids.find((pid) => !candidates || candidates.includes(pid)) ?? null;
  }
  const sockets = new Set(socketInodes(port).map((inode) => `socket:[${inode}]`));
  const pids =
    candidates ??
    listFolder('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number);
  const holds = (/** @type {number} */ pid) =>
    listFolder(`/proc/${pid}/fd`).some((fd) => sockets.has(readLink(`/proc/${pid}/fd/${fd}`)));
  return pids.find(holds) ?? null;
};
