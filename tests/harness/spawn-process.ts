import { type ChildProcess, spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { createWriteStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { cleanEnv } from './clean-env.ts';
import { groupMembers } from './group-members.ts';
import { waitUntil } from './wait-until.ts';

export interface SpawnOptions {
  name: string;
  command: string;
  args: string[];
  env?: Record<string, string>;
  cwd?: string;
  /** Where its output is kept for reading after a failure. */
  logDir: string;
}

/** A process in a group of its own, so that whatever it starts can be found and ended with it. */
export interface ManagedProcess {
  name: string;
  pid: number;
  /** All that it has written so far, both streams. */
  output(): string;
  /** What it has written to stdout alone. */
  stdout(): string;
  /** Resolves with the first line (already written or yet to come) that the probe accepts. */
  line<T>(probe: (line: string) => T | undefined, within: number): Promise<T>;
  exitCode(): number | null;
  exited: Promise<number | null>;
  kill(signal: NodeJS.Signals): void;
  /** Pids of the group that are still alive. */
  members(): Promise<number[]>;
  /** SIGTERM, then SIGKILL for the whole group after `graceMs`. */
  stop(graceMs?: number): Promise<void>;
}

const alive = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of alive) killGroup(child.pid, 'SIGKILL');
});

/** Starts a process; the caller must `stop()` it, also when a test fails. */
export function spawnProcess({ name, command, args, env, cwd, logDir }: SpawnOptions): ManagedProcess {
  mkdirSync(logDir, { recursive: true });
  const log = createWriteStream(join(logDir, `${name}.log`), { flags: 'a' });
  const child = spawn(command, args, {
    cwd,
    env: { ...cleanEnv(), ...env },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const pid = child.pid;
  if (pid === undefined) throw new Error(`could not start ${name}: ${command}`);
  alive.add(child);
  const lines: string[] = [];
  const printed: string[] = [];
  const news = new EventEmitter().setMaxListeners(0);
  for (const stream of [child.stdout, child.stderr]) {
    stream.pipe(log, { end: false });
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line);
      if (stream === child.stdout) printed.push(line);
      news.emit('line', line);
    });
  }
  const exited = once(child, 'close').then(([code]) => {
    log.end();
    news.emit('gone');
    return code as number | null;
  });
  const members = () => groupMembers(pid);
  return {
    name,
    pid,
    output: () => lines.join('\n'),
    stdout: () => printed.join('\n'),
    line: (probe, within) => findLine({ name, lines, news, probe, within, child }),
    exitCode: () => child.exitCode,
    exited,
    kill: (signal) => void process.kill(pid, signal),
    members,
    async stop(graceMs = 6000) {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
      const quiet = waitUntil(async () => (await members()).length === 0, {
        within: graceMs,
        what: `${name} and its children have ended`,
      });
      await quiet.catch(() => killGroup(pid, 'SIGKILL'));
      await exited;
      alive.delete(child);
    },
  };
}

interface FindLine<T> {
  name: string;
  lines: string[];
  news: EventEmitter;
  child: ChildProcess;
  probe: (line: string) => T | undefined;
  within: number;
}

async function findLine<T>({ name, lines, news, child, probe, within }: FindLine<T>): Promise<T> {
  for (const line of lines) {
    const found = probe(line);
    if (found !== undefined) return found;
  }
  return new Promise<T>((resolve, reject) => {
    const fail = (why: string) => {
      cleanUp();
      reject(new Error(`${name}: ${why}\n${lines.slice(-40).join('\n')}`));
    };
    const timer = setTimeout(() => fail(`no such line within ${within} ms`), within);
    const gone = () => fail(`ended (${child.exitCode ?? child.signalCode}) before the line came`);
    const seen = (line: string) => {
      const found = probe(line);
      if (found === undefined) return;
      cleanUp();
      resolve(found);
    };
    const cleanUp = () => {
      clearTimeout(timer);
      news.off('line', seen).off('gone', gone);
    };
    news.on('line', seen).once('gone', gone);
    if (child.exitCode !== null || child.signalCode !== null) gone();
  });
}

function killGroup(pid: number | undefined, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
