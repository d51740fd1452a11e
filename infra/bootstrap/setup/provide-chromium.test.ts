import { expect, it } from 'vitest';
import { fakeCommand } from '../testing/fake-command.ts';
import { setupContext } from '../testing/setup-context.ts';
import { provideChromium } from './provide-chromium.mjs';

it('uses the one that is named or on PATH, if it runs', async () => {
  const { context, bin } = setupContext();
  fakeCommand(bin, 'chromium', 'exit 1');
  const chrome = fakeCommand(bin, 'google-chrome', 'echo Google Chrome 150');
  expect(await provideChromium(context)).toBe(chrome);
  const named = { ...context, env: { ...context.env, PARLEY_CHROMIUM: chrome } };
  expect(await provideChromium(named)).toBe(chrome);
  const broken = { ...context, env: { ...context.env, PARLEY_CHROMIUM: `${bin}/chromium` } };
  await expect(provideChromium(broken)).rejects.toThrow('does not run');
});
