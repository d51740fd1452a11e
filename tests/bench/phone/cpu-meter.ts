import { readFile } from 'node:fs/promises';
import { loadavg } from 'node:os';

/** Linux counts CPU time in hundredths of a second. */
const ticksPerSecond = 100;

async function cpuSeconds(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  // The command's name may hold spaces: what follows its last bracket is plain.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}

/** A process's share of one core over the time that `work` takes, in percent, with the machine's load. */
export async function measureCpu(
  pid: number,
  work: () => Promise<unknown>,
): Promise<{ percent: number; load: number }> {
  const [before, began] = [await cpuSeconds(pid), performance.now()];
  await work();
  const seconds = (performance.now() - began) / 1_000;
  return { percent: (((await cpuSeconds(pid)) - before) / seconds) * 100, load: loadavg()[0] ?? 0 };
}
