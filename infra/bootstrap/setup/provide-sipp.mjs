import { provideProgram } from './provide-program.mjs';

/**
 * The SIP caller that others wrote, to try ours against. Whatever it is asked, it ends with an error.
 * @param {import('./context.mjs').SetupContext} context
 */
export const provideSipp = (context) =>
  provideProgram(context, {
    title: 'sipp',
    names: ['sipp'],
    setting: 'PARLEY_SIPP',
    debianPackage: 'sip-tester',
    without: 'some telephone tests are skipped',
  });
