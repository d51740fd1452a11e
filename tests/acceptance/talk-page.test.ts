import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { callApi } from '../harness/call-api.ts';
import { type ChromiumOptions, findChromium, launchChromium } from '../harness/launch-chromium.ts';
import { type Stack, startStack } from '../harness/start-stack.ts';

/** No worker: what the page says when things are not as they should be. */
describe.skipIf(!findChromium())('the talk page in trouble', () => {
  let stack: Stack;
  let browser: Browser | undefined;
  beforeAll(async () => {
    stack = await startStack({ name: 'talk-page-trouble', parts: [] });
  });
  afterEach(async () => {
    await browser?.close();
    browser = undefined;
  });
  afterAll(() => stack?.stop());

  async function open(path: string, options: ChromiumOptions = {}): Promise<Page> {
    browser = await launchChromium(options);
    const page = await browser.newPage({ viewport: { width: 1100, height: 800 } });
    await page.goto(`${stack.url}${path}`);
    return page;
  }
  const signedIn = () => `/talk#key=${stack.demo.api_key}`;
  const error = (page: Page) => page.getByTestId('error').first();
  const shot = (page: Page, name: string) =>
    page.screenshot({ path: join(stack.area.dir, `${name}.png`), fullPage: true });

  test('a wrong key is refused in words, and the right one leads to the page', async () => {
    const page = await open('/talk');
    await page.getByTestId('sign-in-key').fill('sk_wrong');
    await page.getByTestId('sign-in-submit').click();
    await error(page).waitFor();
    await shot(page, 'wrong-key');
    await page.getByTestId('sign-in-key').fill(stack.demo.api_key);
    await page.getByTestId('sign-in-submit').click();
    await page.getByTestId('start').waitFor();
  });

  test('no agent comes: the page says so and what to do', async () => {
    const page = await open(signedIn());
    await page.getByTestId('room').fill('nobody');
    await page.getByTestId('start').click();
    await error(page).waitFor({ timeout: 15_000 });
    expect(await error(page).textContent()).toContain('No agent is free');
    await page.getByTestId('start').waitFor({ timeout: 15_000 });
    await shot(page, 'no-agent');
    const { json } = await callApi(stack.url, '/sessions', { key: stack.demo.api_key });
    expect(json.sessions[0]).toMatchObject({
      room: 'nobody',
      state: 'failed',
      end_reason: 'no_agent_available',
    });
  });

  test('the microphone is refused: said, and the call is there to be typed in', async () => {
    const page = await open(signedIn(), { microphone: 'refused' });
    await page.getByTestId('room').fill('no-microphone');
    await page.getByTestId('start').click();
    await page.getByText('The microphone is not allowed').waitFor({ timeout: 10_000 });
    expect(await page.getByTestId('type-message').isEnabled()).toBe(true);
    await shot(page, 'no-microphone');
    await page.getByTestId('stop').click();
    await page.getByTestId('start').waitFor();
  });

  test('LiveKit is away: the start fails in words', async () => {
    const page = await open(signedIn());
    await stack.services.stopService('livekit');
    await page.getByTestId('room').fill('no-livekit');
    await page.getByTestId('start').click();
    await error(page).waitFor({ timeout: 20_000 });
    await shot(page, 'no-livekit');
    await stack.services.start('livekit');
  });
});
