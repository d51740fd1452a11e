import { readdir, readFile, readlink } from 'node:fs/promises';

/** What a process holds of the machine; undefined where there is no /proc to tell. */
export interface ProcessHolds {
  sockets: number;
  rssMb: number;
  threads: number;
}

export async function processHolds(pid: number): Promise<ProcessHolds | undefined> {
  if (process.platform !== 'linux') return undefined;
  const files = await readdir(`/proc/${pid}/fd`);
  const targets = await Promise.all(files.map((file) => readlink(`/proc/${pid}/fd/${file}`).catch(() => '')));
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const numberOf = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1]);
  return {
    sockets: targets.filter((target) => target.startsWith('socket:')).length,
    rssMb: Math.round(numberOf('VmRSS') / 1024),
    threads: numberOf('Threads'),
  };
}
