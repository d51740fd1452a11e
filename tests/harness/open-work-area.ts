import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { repository } from './repository.ts';
import { type ManagedProcess, type SpawnOptions, spawnProcess } from './spawn-process.ts';

/** A folder for one suite's data and logs, and the processes it has started. */
export interface WorkArea {
  dir: string;
  spawn(options: Omit<SpawnOptions, 'logDir'>): ManagedProcess;
  /** Ends every process, the latest first, with all their children. */
  stopAll(): Promise<void>;
}

const results = join(repository, 'test-results');

/**
 * Opens test-results/<name>-<pid>: two runs side by side have nothing in common, and what an earlier run left
 * for reading goes when the next begins.
 */
export async function openWorkArea(name: string): Promise<WorkArea> {
  const dir = join(results, `${name}-${process.pid}`);
  await removeEarlier(name);
  await rm(dir, { recursive: true, force: true });
  await mkdir(dir, { recursive: true });
  const started: ManagedProcess[] = [];
  return {
    dir,
    spawn(options) {
      const spawned = spawnProcess({ ...options, logDir: dir });
      started.push(spawned);
      return spawned;
    },
    async stopAll() {
      for (const spawned of started.splice(0).toReversed()) await spawned.stop();
    },
  };
}

async function removeEarlier(name: string): Promise<void> {
  const folders = await readdir(results).catch(() => []);
  const earlier = folders.filter((folder) => {
    const [, owner, pid] = /^(.*)-(\d+)$/.exec(folder) ?? [];
    return owner === name && !isAlive(Number(pid));
  });
  await Promise.all(earlier.map((folder) => rm(join(results, folder), { recursive: true, force: true })));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
