import { provideProgram } from './provide-program.mjs';

/**
 * The store in which livekit-server keeps telephone trunks and rules; without one it has no SIP API to test against.
 * @param {import('./context.mjs').SetupContext} context
 */
export const provideRedis = (context) =>
  provideProgram(context, {
    title: 'Redis',
    names: ['redis-server'],
    setting: 'PARLEY_REDIS',
    probe: ['--version'],
    debianPackage: 'redis-server',
    without: 'the tests of trunks against LiveKit’s own server are skipped',
  });
