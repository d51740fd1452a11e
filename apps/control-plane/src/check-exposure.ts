import { ConfigError, type ConfigProblem, isLoopback } from '@parley/config';
import type { ControlPlaneConfig } from './config.ts';

/** Too few different characters to be random: `changeme…`, `aaaa…`, the name of the variable. */
const looksMadeUp = (secret: string): boolean => new Set(secret).size < 12;

const problemsBeyondLoopback = (config: ControlPlaneConfig): ConfigProblem[] => {
  const reasons: [boolean, string, string][] = [
    [config.demo, 'PARLEY_DEMO', 'set it to false: demo tenants have credentials that are printed'],
    [looksMadeUp(config.secret), 'PARLEY_SECRET', 'set your own, e.g. from: openssl rand -base64 48'],
    [config.livekitApiKey === 'devkey', 'LIVEKIT_API_KEY', 'set your own: "devkey" is known to everybody'],
    [
      config.livekitApiSecret.length < 32 || looksMadeUp(config.livekitApiSecret),
      'LIVEKIT_API_SECRET',
      'set your own, of at least 32 random characters, e.g. from: openssl rand -base64 48',
    ],
  ];
  return reasons.filter(([applies]) => applies).map(([, env, message]) => ({ env, message }));
};

/**
 * Beyond loopback nothing may run on demo credentials or default secrets.
 * @throws ConfigError
 */
export function checkExposure(config: ControlPlaneConfig): void {
  if (isLoopback(config.host)) return;
  const problems = problemsBeyondLoopback(config);
  if (problems.length === 0) return;
  const message = `${config.host} would open Parley to other machines; to listen there:`;
  throw new ConfigError([{ env: 'PARLEY_HOST', message }, ...problems]);
}
