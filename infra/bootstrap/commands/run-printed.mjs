import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { stepBack } from '../processes/step-back.mjs';
import { repositoryRoot } from '../repository-root.mjs';

/** As much of the end of an output as tells why a program gave up. */
const keptLength = 20_000;
/** What a killed group may have left in the pipes comes at once. */
const drainMs = 2_000;

/**
 * Runs a command to its end and hands on what it prints.
 * @param {object} options
 * @param {import('../processes/create-process-registry.mjs').ProcessRegistry} options.registry
 * @param {import('./run-program.mjs').Stopping} options.stopping
 * @param {string} options.name
 * @param {string} options.command
 * @param {string[]} options.args
 * @param {NodeJS.ProcessEnv} options.env
 * @param {number} [options.niceness] how far it steps back for what runs beside it: 0 not at all, 19 always
 * @param {(chunk: Buffer) => void} options.write
 * @returns {Promise<{ code: number, end: string }>} its exit code, 1 if a signal ended it; the end of what it printed
 */
export const runPrinted = async ({ registry, stopping, niceness = 0, write, ...options }) => {
  const { name, command, args, env } = options;
  const child = registry.spawn({
    name,
    ...(niceness > 0
      ? { command: 'nice', args: ['-n', String(niceness), command, ...args] }
      : { command, args }),
    cwd: repositoryRoot,
    env: process.stdout.isTTY && !env.NO_COLOR ? { FORCE_COLOR: '1', ...env } : env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  stepBack(child.pid, niceness);
  stopping.onStop(() => registry.stop(child, { graceMs: 3_000 }));
  let end = '';
  /** @param {Buffer} chunk */
  const take = (chunk) => {
    write(chunk);
    end = (end + chunk.toString('utf8')).slice(-keptLength);
  };
  child.stdout?.on('data', take);
  child.stderr?.on('data', take);
  const closed = new Promise((resolve) => child.once('close', resolve));
  const [code] = await once(child, 'exit');
  await registry.stop(child, { graceMs: 1_000 });
  await Promise.race([closed, delay(drainMs, undefined, { ref: false })]);
  return { code: typeof code === 'number' ? code : 1, end };
};
