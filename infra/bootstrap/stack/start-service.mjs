import { closeSync, fstatSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { describeLog } from '../console/describe-log.mjs';
import { UserError } from '../user-error.mjs';

/**
 * @typedef {object} Readiness
 * @property {AbortSignal} signal aborted when it took too long or the service ended
 * @property {(answer: string) => void} hear the latest answer that was not "ready", for the message
 * @property {number | null} groupId of the service; null where it does not run in our own processes
 * @property {string} logFile
 * @property {number} logFrom where this start begins in the log
 *
 * @typedef {object} ServicePlan
 * @property {import('./start-stack.mjs').ServiceName} name
 * @property {string} title
 * @property {string} command
 * @property {string[]} args
 * @property {NodeJS.ProcessEnv} env
 * @property {string[]} [cleanUp]
 * @property {(readiness: Readiness) => Promise<string>} ready resolves with what to say about it
 * @property {number} readyWithinMs
 * @property {number} graceMs between SIGTERM and SIGKILL
 *
 * @typedef {{ code: number | null, signal: NodeJS.Signals | null }} ServiceExit
 * @typedef {object} Service
 * @property {import('node:child_process').ChildProcess} child
 * @property {number} pid
 * @property {Promise<ServiceExit>} exited
 * @property {string} detail
 */

/** @param {ServiceExit} exit */
export const describeExit = ({ code, signal }) =>
  signal ? `was ended by ${signal}` : `ended with code ${code}`;

/**
 * Starts a service, its output into a log of its own, and waits until it is ready.
 * @param {object} options
 * @param {ServicePlan} options.plan
 * @param {import('../processes/create-process-registry.mjs').ProcessRegistry} options.registry
 * @param {string} options.cwd
 * @param {string} options.logDir
 * @returns {Promise<Service>} rejects with the tail of its log; it is stopped then
 */
export const startService = async ({ plan, registry, cwd, logDir }) => {
  const { name, title, command, args, env, cleanUp, readyWithinMs, graceMs } = plan;
  mkdirSync(logDir, { recursive: true });
  const logFile = join(logDir, `${name}.log`);
  const log = openSync(logFile, 'a');
  const logFrom = fstatSync(log).size;
  const child = registry.spawn({
    name,
    command,
    args,
    cwd,
    env,
    stdio: ['ignore', log, log],
    ...(cleanUp ? { cleanUp } : {}),
  });
  closeSync(log);

  let lastAnswer = '';
  let problem = '';
  const given = new AbortController();
  const tooLate = setTimeout(() => {
    problem ||= `was not ready within ${readyWithinMs / 1000} s${lastAnswer ? ` (last answer: ${lastAnswer})` : ''}`;
    given.abort();
  }, readyWithinMs);
  /** @type {Promise<ServiceExit>} */
  const exited = new Promise((resolve) => {
    child.once('error', (error) => {
      problem ||= `could not be started: ${error.message}`;
      given.abort();
      resolve({ code: null, signal: null });
    });
    child.once('exit', (code, signal) => {
      problem ||= describeExit({ code, signal });
      given.abort();
      resolve({ code, signal });
    });
  });
  try {
    const hear = (/** @type {string} */ answer) => {
      lastAnswer = answer;
    };
    const detail = await plan.ready({
      signal: given.signal,
      hear,
      groupId: child.pid ?? null,
      logFile,
      logFrom,
    });
    given.signal.throwIfAborted();
    return { child, pid: child.pid ?? -1, exited, detail };
  } catch (error) {
    await registry.stop(child, { graceMs });
    if (!given.signal.aborted) throw error;
    throw new UserError(`${title} ${problem}.`, { detail: describeLog(logFile) });
  } finally {
    clearTimeout(tooLate);
  }
};
