import { join } from 'node:path';
import { withLock } from '../processes/acquire-lock.mjs';
import { buildWeb } from './build-web.mjs';
import { installPackages } from './install-packages.mjs';
import { installToolchain } from './install-toolchain.mjs';
import { provideChromium } from './provide-chromium.mjs';
import { provideLiveKit } from './provide-livekit.mjs';
import { provideRedis } from './provide-redis.mjs';
import { provideSchemathesis } from './provide-schemathesis.mjs';
import { provideSipp } from './provide-sipp.mjs';
import { provideSpeech } from './provide-speech.mjs';

/**
 * @typedef {object} SetUp
 * @property {NodeJS.ProcessEnv} env with Node, pnpm and the workspace's tools on PATH
 * @property {import('./find-livekit.mjs').LiveKitSource} livekit
 * @property {string | null} python
 * @property {string | null} chromium
 * @property {string | null} sipp
 * @property {string | null} redis
 * @property {string | null} schemathesis
 */

/** Waits for all, so that nothing goes on behind a failure's message. @param {Promise<unknown>[]} jobs */
const allSettled = async (jobs) => {
  const failed = (await Promise.allSettled(jobs)).find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
};

/**
 * The checkout itself: Node, packages, the built page.
 * @param {Omit<import('./context.mjs').SetupContext, 'env'>} given
 * @returns {Promise<NodeJS.ProcessEnv>} with Node, pnpm and the workspace's tools on PATH
 */
export const setUpWorkspace = async (given) => {
  const context = { ...given, env: given.settings.env };
  const { root, reporter } = given;
  const lock = join(root, '.toolchain', 'set-up.lock');
  const waiting = () => reporter.say('Another set-up is at work in this checkout: waiting for it');
  return withLock(lock, waiting, async () => {
    const env = await installToolchain(context);
    await installPackages({ ...context, env });
    await buildWeb({ ...context, env });
    return env;
  });
};

/** One after the other: they may come from the same package manager. @param {import('./context.mjs').SetupContext} context */
const providePrograms = async (context) => {
  const chromium = await provideChromium(context);
  const sipp = await provideSipp(context);
  return { chromium, sipp, redis: await provideRedis(context) };
};

/**
 * Everything that must be there before anything runs; what is there already costs only a look.
 * @param {Omit<import('./context.mjs').SetupContext, 'env'>} given
 * @param {{ chromium?: boolean, schemathesis?: boolean }} [needs]
 * @returns {Promise<SetUp>}
 */
export const setUp = async (given, { chromium = false, schemathesis = false } = {}) => {
  const context = { ...given, env: given.settings.env };
  /** @type {Partial<SetUp>} */
  const result = {};
  await allSettled([
    setUpWorkspace(given).then((env) => Object.assign(result, { env })),
    provideLiveKit(context).then((livekit) => Object.assign(result, { livekit })),
    provideSpeech(context).then((python) => Object.assign(result, { python })),
    ...(schemathesis
      ? [provideSchemathesis(context).then((path) => Object.assign(result, { schemathesis: path }))]
      : []),
    ...(chromium ? [providePrograms(context).then((programs) => Object.assign(result, programs))] : []),
  ]);
  return /** @type {SetUp} */ ({ chromium: null, sipp: null, redis: null, schemathesis: null, ...result });
};
