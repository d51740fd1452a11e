import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { callApi } from '../harness/call-api.ts';
import { findChromium, launchChromium } from '../harness/launch-chromium.ts';
import { listRoutes } from '../harness/list-routes.ts';
import { type Stack, startStack } from '../harness/start-stack.ts';
import { waitUntil } from '../harness/wait-until.ts';

describe.skipIf(!findChromium())('the API explorer', () => {
  let stack: Stack;
  let browser: Browser;
  beforeAll(async () => {
    stack = await startStack({ name: 'api-explorer', parts: [] });
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser?.close();
    await stack?.stop();
  });

  test('shows every operation and tries one, and asks nobody but the server itself', async () => {
    const page = await browser.newPage({ viewport: { width: 1100, height: 900 } });
    const elsewhere: string[] = [];
    const complaints: string[] = [];
    await page.route('**/*', (route) => {
      const { origin, protocol } = new URL(route.request().url());
      if (origin === stack.url || protocol === 'data:') return route.continue();
      elsewhere.push(route.request().url());
      return route.abort();
    });
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));

    await page.goto(`${stack.url}/docs`);
    const described = (await listRoutes(stack.url)).map(({ method, path }) => `${method} ${path}`);
    const shown = await seenByScrolling(page, described.length);
    expect(described.length).toBeGreaterThan(60);
    expect(shown.sort()).toEqual(described.sort());
    await page.screenshot({ path: join(stack.area.dir, 'docs.png') });

    const health = page.locator('#operations-operation-checkHealth');
    await health.scrollIntoViewIfNeeded();
    await health.locator('.opblock-summary-control').click();
    await health.getByRole('button', { name: 'Try it out' }).click();
    await health.getByRole('button', { name: 'Execute' }).click();
    await health.locator('.live-responses-table').getByText('"status": "ok"').waitFor();
    await page.screenshot({ path: join(stack.area.dir, 'docs-tried.png') });

    expect(elsewhere).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test('its pages have a policy of their own that allows nothing from elsewhere, and no eval', async () => {
    const pages = ['/docs', '/docs/', '/docs/json', '/docs/static/swagger-ui-bundle.js'];
    for (const path of pages) {
      const { status, headers } = await callApi(stack.url, path);
      const policy = headers.get('content-security-policy') ?? '';
      expect([path, status, policy]).toEqual([path, 200, expect.stringContaining("default-src 'none'")]);
      expect(policy).not.toMatch(/unsafe-eval|https?:/);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
    }
  });
});

/** What one who scrolls down sees: the page draws an operation when it comes into view. */
async function seenByScrolling(page: Page, count: number): Promise<string[]> {
  const seen = new Set<string>();
  const look = async () => {
    const blocks = await page.locator('.opblock').evaluateAll((drawn) =>
      drawn.map((block) => {
        const text = (part: string) => block.querySelector(part)?.textContent?.trim() ?? '';
        return `${text('.opblock-summary-method')} ${text('.opblock-summary-path').replaceAll('\u200b', '')}`;
      }),
    );
    for (const block of blocks) seen.add(block);
    await page.mouse.wheel(0, 600);
    return seen.size >= count;
  };
  await waitUntil(look, { within: 90_000, what: `${count} operations are seen`, every: 50 }).catch(() => {});
  return [...seen];
}
