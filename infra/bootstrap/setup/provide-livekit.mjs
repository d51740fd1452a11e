import { join } from 'node:path';
import { describeError } from '../console/describe-error.mjs';
import { withLock } from '../processes/acquire-lock.mjs';
import { UserError } from '../user-error.mjs';
import { versions } from '../versions.mjs';
import { buildLiveKit, findGo } from './build-livekit.mjs';
import { findLiveKit, readExternalLiveKit } from './find-livekit.mjs';
import { pullLiveKitImage } from './pull-livekit-image.mjs';

const noServer = (/** @type {string} */ tried) =>
  new UserError('There is no LiveKit server, and none could be made. Any one of these gives one:', {
    detail: [
      `  1. Install it: put \`livekit-server\` (${versions.livekit} or newer) on PATH – https://github.com/livekit/livekit/releases`,
      `  2. Install Go ${versions.minimumGo.join('.')} or newer (or start Docker), and run this again: it is then built (or pulled) for you`,
      '  3. Use one that runs elsewhere: set LIVEKIT_URL, LIVEKIT_API_KEY and LIVEKIT_API_SECRET in .env',
      ...(tried ? ['', tried] : []),
    ].join('\n'),
  });

/**
 * The LiveKit server to use: named by LIVEKIT_URL, on PATH, built earlier, built now with Go, or as a Docker image.
 * @param {import('./context.mjs').SetupContext} context
 * @returns {Promise<import('./find-livekit.mjs').LiveKitSource>}
 */
export const provideLiveKit = async (context) => {
  const { settings, reporter, env } = context;
  const { cacheDir } = settings;
  const external = readExternalLiveKit(env);
  if (external) return external;
  const found = await findLiveKit({ env, cacheDir });
  if (found) return found;

  let tried = '';
  const go = await findGo(env);
  if (go) {
    const waiting = () => reporter.say('LiveKit server: another set-up is building it, waiting for that one');
    try {
      return await withLock(join(cacheDir, 'livekit-build.lock'), waiting, async () => {
        return (await findLiveKit({ env, cacheDir })) ?? (await buildLiveKit(context, go));
      });
    } catch (error) {
      tried = describeError(error);
    }
  }
  const image = await pullLiveKitImage(context).catch((error) => {
    tried = [tried, describeError(error)].filter(Boolean).join('\n');
    return null;
  });
  if (image) return image;
  throw noServer(tried);
};
