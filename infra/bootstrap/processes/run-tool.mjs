import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { describeLog } from '../console/describe-log.mjs';
import { UserError } from '../user-error.mjs';

/**
 * @typedef {object} Tool
 * @property {import('./create-process-registry.mjs').ProcessRegistry} registry
 * @property {string} name
 * @property {string} command
 * @property {string[]} args
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} env
 * @property {string} logFile
 * @property {boolean} [append] keep what the log holds already
 * @property {import('../console/create-reporter.mjs').Step} [step] told each line, to show life
 */

/**
 * Runs a command to its end, its output into a log.
 * @param {Tool} tool
 * @returns {Promise<void>} rejects with the tail of the log when it fails
 */
export const runTool = async ({ registry, name, command, args, cwd, env, logFile, append, step }) => {
  mkdirSync(dirname(logFile), { recursive: true });
  (append ? appendFileSync : writeFileSync)(logFile, `$ ${[command, ...args].join(' ')}\n`);
  /** @param {string} why */
  const failure = (why) => new UserError(`${name} failed: ${why}`, { detail: describeLog(logFile) });
  const child = registry.spawn({ name, command, args, cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  /** @param {Buffer} chunk */
  const take = (chunk) => {
    appendFileSync(logFile, chunk);
    const line = chunk.toString('utf8').trim().split(/\r?\n/).at(-1)?.trim();
    if (line && step) step.working(line.slice(0, 120));
  };
  child.stdout?.on('data', take);
  child.stderr?.on('data', take);
  /** @type {{ code: number | null, signal: NodeJS.Signals | null }} */
  const end = await new Promise((resolve, reject) => {
    child.once('error', (error) => reject(failure(error.message)));
    child.once('close', (code, signal) => resolve({ code, signal }));
  });
  await registry.stop(child, { graceMs: 1_000 });
  if (end.code !== 0) throw failure(end.signal ? `ended by ${end.signal}` : `exit code ${end.code}`);
};
