import { join } from 'node:path';
import { findOnPath } from '../processes/find-on-path.mjs';
import { probeCommand } from '../processes/probe-command.mjs';
import { UserError } from '../user-error.mjs';
import { versions } from '../versions.mjs';

/**
 * How to come by a LiveKit server.
 * @typedef {{ kind: 'external', url: string, apiKey: string, apiSecret: string }} ExternalLiveKit
 * @typedef {{ kind: 'binary', path: string, version: string }} LiveKitBinary
 * @typedef {{ kind: 'docker', docker: string, image: string }} LiveKitInDocker
 * @typedef {ExternalLiveKit | LiveKitBinary | LiveKitInDocker} LiveKitSource
 */

/** @param {string} cacheDir */
export const cachedLiveKitFile = (cacheDir) => join(cacheDir, 'livekit-server');

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {ExternalLiveKit | null}
 */
export const readExternalLiveKit = (env) => {
  const url = env.LIVEKIT_URL;
  if (!url) return null;
  const protocol = URL.canParse(url) ? new URL(url).protocol : '';
  if (!['ws:', 'wss:', 'http:', 'https:'].includes(protocol)) {
    throw new UserError(
      `LIVEKIT_URL=${url} is not an address of a LiveKit server, like wss://livekit.example.com`,
    );
  }
  const missing = ['LIVEKIT_API_KEY', 'LIVEKIT_API_SECRET'].filter((name) => !env[name]);
  if (missing.length > 0) {
    throw new UserError(
      `LIVEKIT_URL is set, so ${missing.join(' and ')} must be set too (in .env or the environment).`,
    );
  }
  return {
    kind: 'external',
    url,
    apiKey: env.LIVEKIT_API_KEY ?? '',
    apiSecret: env.LIVEKIT_API_SECRET ?? '',
  };
};

/**
 * Runs the binary to see that it is one.
 * @param {string | null} path
 * @returns {Promise<LiveKitBinary | null>}
 */
export const checkLiveKitBinary = async (path) => {
  const output = path ? await probeCommand(path, ['--version']) : null;
  const version = /version v?(\d+\.\d+\.\d+)/.exec(output ?? '')?.[1];
  return path && version ? { kind: 'binary', path, version } : null;
};

/**
 * A server that is already on this machine: on PATH, else built earlier.
 * @param {{ env: NodeJS.ProcessEnv, cacheDir: string }} where
 * @returns {Promise<LiveKitBinary | null>}
 */
export const findLiveKit = async ({ env, cacheDir }) => {
  const onPath = await checkLiveKitBinary(findOnPath('livekit-server', env));
  if (onPath) return onPath;
  const cached = await checkLiveKitBinary(cachedLiveKitFile(cacheDir));
  return cached && `v${cached.version}` === versions.livekit ? cached : null;
};

/** @returns {never} */
export const noLiveKitYet = () => {
  throw new UserError('There is no LiveKit server yet: run `npm test -- --setup-only` once.');
};
