import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findChromium, launchChromium } from '../harness/launch-chromium.ts';
import { type Stack, startStack } from '../harness/start-stack.ts';

describe.skipIf(!findChromium())('the pages of an account', () => {
  let stack: Stack;
  let browser: Browser;
  beforeAll(async () => {
    stack = await startStack({ name: 'account-pages', parts: [] });
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser?.close();
    await stack?.stop();
  });

  const shot = (page: Page, name: string) =>
    page.screenshot({ path: join(stack.area.dir, `${name}.png`), fullPage: true });

  test('one signs up, logs in for all tabs, refreshes once, and logs out of all', async () => {
    const context = await browser.newContext({ viewport: { width: 900, height: 1000 } });
    const page = await context.newPage();
    const refreshed: string[] = [];
    context.on('request', (request) => {
      if (request.url().endsWith('/auth/refresh')) refreshed.push(request.url());
    });
    const email = `${randomUUID()}@example.test`;
    const password = 'a long enough password';

    await page.goto(`${stack.url}/sign-up`);
    await page.getByLabel('Your name').fill('Ada');
    await page.getByLabel('Your business').fill('Ada’s Bakery');
    await page.getByLabel('E-mail').fill(email);
    await page.getByLabel('Password').fill('short');
    await page.keyboard.press('Enter');
    await page.getByText('use at least 10 characters').waitFor();
    await shot(page, 'sign-up-refused');
    await page.getByLabel('Password').fill(password);
    await page.keyboard.press('Enter');
    await page.getByText('Almost done').waitFor();
    await shot(page, 'signed-up');

    await page.goto(`${stack.url}/history`);
    await page.getByTestId('sign-in-by-password').check();
    await page.getByLabel('E-mail', { exact: true }).fill(email);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await shot(page, 'sign-in');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'History' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/history');

    const other = await context.newPage();
    await other.goto(`${stack.url}/history`);
    await other.getByRole('heading', { name: 'History' }).waitFor();
    // Away from the pages while it is changed: one that asked just then would be reloaded in the midst of it.
    await Promise.all([page, other].map((tab) => tab.goto(`${stack.url}/health`)));
    await page.evaluate(() => {
      const stored = JSON.parse(localStorage.getItem('parley.signed-in') ?? '{}');
      stored.logIn.accessExpiresAt = 0;
      localStorage.setItem('parley.signed-in', JSON.stringify(stored));
    });
    await Promise.all([page, other].map((tab) => tab.goto(`${stack.url}/history`)));
    for (const tab of [page, other]) await tab.getByText('Ada’s Bakery').waitFor();
    await other.getByRole('link', { name: 'Talk' }).click();
    await other.getByTestId('start').waitFor();
    expect(refreshed).toHaveLength(1);

    await page.getByRole('button', { name: 'Sign out' }).click();
    for (const tab of [page, other]) await tab.getByTestId('sign-in-submit').waitFor();
    expect(new URL(other.url()).search).toBe('?to=%2Ftalk');
    await context.close();
  });

  test('a mailed link that does not work says so, and its token does not stay in the address bar', async () => {
    const page = await browser.newPage({ viewport: { width: 390, height: 800 } });
    for (const [path, field] of [
      ['/reset-password', 'New password'],
      ['/accept-invitation', 'Password'],
    ] as const) {
      await page.goto(`${stack.url}${path}#token=nonsense`);
      await page.getByLabel(field).fill('a long enough password');
      expect(page.url()).toBe(`${stack.url}${path}`);
      await page.keyboard.press('Enter');
      await page.getByRole('alert').waitFor();
      await shot(page, path.slice(1));
    }
    await page.goto(`${stack.url}/forgot-password`);
    await page.getByLabel('E-mail').fill('nobody@example.test');
    await page.keyboard.press('Enter');
    await page.getByText('Look at your mail').waitFor();
    await shot(page, 'forgot-password');
    await page.close();
  });
});
