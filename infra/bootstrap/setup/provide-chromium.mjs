import { provideProgram } from './provide-program.mjs';

/** The browser for the talk page's tests. @param {import('./context.mjs').SetupContext} context */
export const provideChromium = (context) =>
  provideProgram(context, {
    title: 'Chromium',
    names: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
    setting: 'PARLEY_CHROMIUM',
    probe: ['--version'],
    debianPackage: 'chromium',
    without: 'the browser tests are skipped',
  });
