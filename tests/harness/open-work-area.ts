import { mkdir, rm } from 'node:fs/promises';
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

/** @param name of the folder under test-results/, emptied first. */
export async function openWorkArea(name: string): Promise<WorkArea> {
  const dir = join(repository, 'test-results', name);
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
