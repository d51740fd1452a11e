import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { runIdVariable } from './end-leftovers.mjs';
import { identifyProcess } from './process-identity.mjs';
import { runCleanUp } from './run-clean-up.mjs';
import { removeRunFile, writeRunFile } from './run-file.mjs';
import { stopGroup } from './stop-group.mjs';

const reaperFile = fileURLToPath(new URL('./reaper.mjs', import.meta.url));

/**
 * @typedef {import('node:child_process').ChildProcess} ChildProcess
 * @typedef {object} SpawnOptions
 * @property {string} name
 * @property {string} command
 * @property {string[]} args
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} env
 * @property {import('node:child_process').StdioOptions} stdio
 * @property {string[]} [cleanUp] a command that removes what killing the group does not reach
 *
 * @typedef {ReturnType<typeof createProcessRegistry>} ProcessRegistry
 */

/**
 * Starts processes, each in a group of its own, so that none outlives us: a stop ends them, and if we are
 * killed the reaper does.
 * @param {{ runFile: string }} options
 */
export const createProcessRegistry = ({ runFile }) => {
  const runId = randomUUID();
  const supervisor = identifyProcess(process.pid);
  /** @type {Map<ChildProcess, import('./run-file.mjs').RunProcess>} */
  const entries = new Map();
  let url = '';
  let closed = false;
  const save = () => {
    if (!closed) writeRunFile(runFile, { runId, supervisor, url, processes: [...entries.values()] });
  };
  save();
  const reaper = spawn(process.execPath, [reaperFile, runFile, runId], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  reaper.unref();
  const pipe = /** @type {import('node:net').Socket} */ (reaper.stdin);
  pipe.on('error', () => {});
  pipe.unref();

  return {
    runId,
    /** @param {string} value where the platform answers, for whoever asks who is running */
    setUrl: (value) => {
      url = value;
      save();
    },
    /** @param {SpawnOptions} options @returns {ChildProcess} */
    spawn: ({ name, command, args, cwd, env, stdio, cleanUp }) => {
      if (closed) throw new Error(`${name}: not started, everything is being stopped`);
      const child = spawn(command, args, {
        cwd,
        env: { ...env, [runIdVariable]: runId },
        stdio,
        detached: true,
      });
      child.on('error', () => entries.delete(child));
      if (child.pid === undefined) return child;
      entries.set(child, { ...identifyProcess(child.pid), name, ...(cleanUp ? { cleanUp } : {}) });
      save();
      return child;
    },
    /**
     * Ends one process with its whole group.
     * @param {ChildProcess} child
     * @param {{ graceMs: number }} limits
     */
    stop: async (child, limits) => {
      const cleanUp = entries.get(child)?.cleanUp;
      if (child.pid !== undefined) await stopGroup(child.pid, limits);
      runCleanUp(cleanUp);
      entries.delete(child);
      save();
    },
    /** Ends all that is left, at once, and the reaper with it. @param {{ graceMs: number }} limits */
    close: async (limits) => {
      closed = true;
      await Promise.all([...entries.values()].map((entry) => stopGroup(entry.pid, limits)));
      for (const { cleanUp } of entries.values()) runCleanUp(cleanUp);
      entries.clear();
      removeRunFile(runFile);
      pipe.end();
    },
  };
};
