import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface FoundProcess {
  pid: number;
  command: string;
}

/** Live processes that were started with this text in their environment, whoever started them and wherever they hang. */
export async function processesWith(text: string): Promise<FoundProcess[]> {
  if (process.platform === 'linux') return processesOfProc(text);
  const { stdout } = await run('ps', ['eww', '-A', '-o', 'pid=,command=']);
  return stdout
    .split('\n')
    .filter((line) => line.includes(text))
    .map((line) => ({ pid: Number.parseInt(line, 10), command: line }));
}

async function processesOfProc(text: string): Promise<FoundProcess[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const found = await Promise.all(
    pids.map(async (pid) => {
      const environment = await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '');
      if (!environment.includes(text)) return undefined;
      const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
      return command ? { pid, command: command.replaceAll('\0', ' ') } : undefined;
    }),
  );
  return found.filter((one) => one !== undefined);
}
