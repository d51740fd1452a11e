import { readFile } from 'node:fs/promises';

/** Of /proc/PID/stat, after the name of the command: user and system time, in hundredths of a second. */
const [user, system] = [11, 12];

/** Processor time that a process has taken, in microseconds. Unlike the clock's, others' work is not in it. */
export async function processorTime(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[user]) + Number(fields[system])) * 10_000;
}
