import { describeError } from '../console/describe-error.mjs';

/**
 * How a program is asked to stop, and what it does then.
 * @typedef {object} Stopping
 * @property {AbortSignal} signal aborted when it is time to stop
 * @property {(stop: () => Promise<void>) => void} onStop what to end before the program ends, in reverse order
 */

/** @type {Partial<Record<NodeJS.Signals, number>>} */
const exitCodes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };

/** npm does not tell us when it is killed; that it is no longer our parent does. */
const parentCheckMs = 1_000;

/** A Ctrl-C reaches us twice, from the terminal and from npm. */
const sameWishMs = 1_000;

/**
 * Runs a program that starts others: on a signal, on a failure and at its end everything is stopped first.
 * A second wish to stop does not wait: then the reaper does it.
 * @param {(stopping: Stopping) => Promise<number>} main resolves with the exit code
 */
export const runProgram = async (main) => {
  const asked = new AbortController();
  /** @type {(() => Promise<void>)[]} */
  const stops = [];
  let code = 0;
  /** @type {Promise<void> | null} */
  let stopped = null;
  const stopAll = () => {
    stopped ??= (async () => {
      for (const stop of stops.reverse()) {
        await stop().catch((error) => {
          console.error(describeError(error));
          code ||= 1;
        });
      }
    })();
    return stopped;
  };
  let askedAt = 0;
  const ask = (/** @type {number} */ exitCode, /** @type {string} */ why) => {
    if (asked.signal.aborted) {
      if (Date.now() - askedAt > sameWishMs) process.exit(exitCode);
      return;
    }
    askedAt = Date.now();
    code = exitCode;
    process.stderr.write(`\n${why}: stopping …\n`);
    asked.abort();
    stopAll().then(() => process.exit(code));
  };
  for (const [signal, exitCode] of Object.entries(exitCodes)) process.on(signal, () => ask(exitCode, signal));
  if (process.env.npm_lifecycle_event) {
    const parent = process.ppid;
    setInterval(() => process.ppid !== parent && ask(1, 'npm is gone'), parentCheckMs).unref();
  }

  // A terminal that was closed cannot be written to.
  process.stdout.on('error', () => {});
  process.stderr.on('error', () => {});
  try {
    const result = await main({ signal: asked.signal, onStop: (stop) => stops.push(stop) });
    if (!asked.signal.aborted) code = result;
  } catch (error) {
    if (!asked.signal.aborted) {
      console.error(describeError(error));
      code = 1;
    }
  }
  await stopAll();
  process.exit(code);
};
