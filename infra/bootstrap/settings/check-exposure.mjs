import { UserError } from '../user-error.mjs';
import { isLoopback } from './is-loopback.mjs';

/**
 * Beyond loopback nothing may run on credentials that the demo prints or that were made up for this machine.
 * @param {NodeJS.ProcessEnv} env
 */
export const checkExposure = (env) => {
  const host = env.PARLEY_HOST ?? '127.0.0.1';
  if (isLoopback(host)) return;
  const secret = env.PARLEY_SECRET ?? '';
  const missing = [
    env.PARLEY_DEMO === 'false' ? '' : 'PARLEY_DEMO=false (no demo tenants with known credentials)',
    secret.length >= 32
      ? ''
      : 'PARLEY_SECRET (at least 32 random characters, e.g. from: openssl rand -base64 48)',
    env.LIVEKIT_API_KEY && env.LIVEKIT_API_KEY !== 'devkey' ? '' : 'LIVEKIT_API_KEY (your own)',
    (env.LIVEKIT_API_SECRET ?? '').length >= 32 ? '' : 'LIVEKIT_API_SECRET (at least 32 random characters)',
  ].filter(Boolean);
  if (missing.length === 0) return;
  throw new UserError(
    `PARLEY_HOST=${host} would open Parley to other machines with demo credentials or default secrets.`,
    { detail: ['Set these in .env first:', ...missing.map((line) => `  ${line}`)].join('\n') },
  );
};
