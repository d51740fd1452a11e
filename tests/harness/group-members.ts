import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

interface ProcessRow {
  pid: number;
  group: number;
  state: string;
}

/** Pids of the live (not zombie) processes of one process group. */
export async function groupMembers(pgid: number): Promise<number[]> {
  const rows = process.platform === 'linux' ? await rowsOfProc() : await rowsOfPs();
  return rows.filter((row) => row.group === pgid && !row.state.startsWith('Z')).map((row) => row.pid);
}

async function rowsOfProc(): Promise<ProcessRow[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const rows = await Promise.all(
    pids.map(async (pid) => {
      const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
      if (stat === undefined) return undefined;
      // The command's name may hold spaces and brackets: what follows its last bracket is plain.
      const [state, , group] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return { pid: Number(pid), group: Number(group), state: state ?? '' };
    }),
  );
  return rows.filter((row) => row !== undefined);
}

async function rowsOfPs(): Promise<ProcessRow[]> {
  const { stdout } = await run('ps', ['-A', '-o', 'pid=,pgid=,state=']);
  return stdout
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .map(([pid, group, state]) => ({ pid: Number(pid), group: Number(group), state: state ?? '' }));
}
