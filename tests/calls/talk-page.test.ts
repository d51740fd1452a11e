import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { callApi } from '../harness/call-api.ts';
import { canHear } from '../harness/can-hear.ts';
import { findChromium, launchChromium } from '../harness/launch-chromium.ts';
import { type Stack, startStack } from '../harness/start-stack.ts';
import { type SegmentHistory, watchSegments } from '../harness/watch-segments.ts';
import { writeCallerWav } from '../harness/write-caller-wav.ts';

const said = {
  problem:
    'hello my name is john smith and my kitchen sink is leaking i live at twelve oak street my phone number is five five five zero one four two',
  yes: 'yes that is right',
  goodbye: 'no thank you goodbye',
};

describe.skipIf(!findChromium() || !canHear)('a whole conversation on the talk page', () => {
  let stack: Stack;
  let browser: Browser;
  let page: Page;
  let history: SegmentHistory;
  const errors: string[] = [];
  const shot = (name: string) =>
    page.screenshot({ path: join(stack.area.dir, `${name}.png`), fullPage: true });
  const at = (id: string) => page.getByTestId(id);

  beforeAll(async () => {
    stack = await startStack({ name: 'talk-page' });
    const wav = join(stack.area.dir, 'caller.wav');
    await writeCallerWav(wav, 'rms', [
      { after: 13, text: said.problem },
      { after: 25, text: said.yes },
      { after: 18, text: said.goodbye },
    ]);
    browser = await launchChromium({ microphoneWav: wav });
    page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    page.on('pageerror', (error) => errors.push(error.message));
    await page.goto(`${stack.url}/talk#key=${stack.demo.api_key}`);
    history = await watchSegments(page);
  });
  afterAll(async () => {
    await browser?.close();
    await stack?.stop();
  });

  test('the caller signs in by the address, starts, and the agent’s greeting is heard and shown', async () => {
    expect(page.url()).not.toContain('sk_');
    await at('room').fill('front-desk');
    await at('identity').fill('john');
    await shot('1-before');
    await at('start').click();
    await page
      .locator('[data-testid=speaking-agent][data-active=true]')
      .waitFor({ timeout: 20_000, state: 'attached' });
    await page
      .locator('[data-testid=segment][data-speaker=agent][data-final=true]')
      .first()
      .waitFor({ timeout: 20_000 });
    expect(await at('segment').first().textContent()).toMatch(/Maple Property Management/);
    await shot('2-greeting');
  });

  test('what the caller says is shown while it is said, and turns final in place', async () => {
    await page
      .locator('[data-testid=speaking-caller][data-active=true]')
      .waitFor({ timeout: 30_000, state: 'attached' });
    await page.locator('[data-testid=segment][data-speaker=caller][data-final=false]').first().waitFor();
    await shot('3-interim');
    await page
      .locator('[data-testid=segment][data-speaker=caller][data-final=true]')
      .first()
      .waitFor({ timeout: 30_000 });
    const seen = await history.read();
    const turnedFinal = seen.filter(
      ({ id, speaker, final }) =>
        speaker === 'caller' && !final && seen.some((later) => later.id === id && later.final),
    );
    expect(turnedFinal.length).toBeGreaterThan(0);
  });

  test('the ticket is shown when it is made, with what the caller told', async () => {
    await at('ticket').waitFor({ timeout: 90_000 });
    expect((await at('ticket-name').textContent())?.toLowerCase()).toBe('john smith');
    expect((await at('ticket-phone').textContent())?.replace(/\D/g, '')).toBe('5550142');
    expect((await at('ticket-property').textContent())?.toLowerCase()).toBe('12 oak street');
    expect((await at('ticket-reason').textContent())?.toLowerCase()).toContain('sink');
    await shot('4-ticket');
    expect(await at('turn-latency').count()).toBeGreaterThan(0);
    expect(await at('turn-waterfall').count()).toBeGreaterThan(0);
  });

  test('the agent hangs up after the goodbye; the page says so, the session has ended', async () => {
    await page.getByText('The agent hung up').first().waitFor({ timeout: 60_000 });
    await shot('5-over');
    await page.setViewportSize({ width: 390, height: 844 });
    await shot('6-over-phone');
    const { json } = await callApi(stack.url, '/sessions', { key: stack.demo.api_key });
    expect(json.sessions[0]).toMatchObject({
      state: 'ended',
      end_reason: 'agent_hung_up',
      room: 'front-desk',
    });
    expect(errors).toEqual([]);
  });

  test('the page showed what the transcript has, no segment twice', async () => {
    const { json } = await callApi(stack.url, '/sessions', { key: stack.demo.api_key });
    const transcript = await callApi(stack.url, `/transcripts/${json.sessions[0].session_id}`, {
      key: stack.demo.api_key,
    });
    const shown = await page
      .locator('[data-testid=segment]')
      .evaluateAll((all) => all.map((one) => one.getAttribute('data-segment-id')));
    expect(new Set(shown).size).toBe(shown.length);
    expect(shown).toEqual(
      transcript.json.segments.map((segment: { segment_id: string }) => segment.segment_id),
    );
  });

  test('the history lists the session and opens its transcript', async () => {
    await page.setViewportSize({ width: 1280, height: 900 });
    await page
      .getByRole('link', { name: /history/i })
      .first()
      .click();
    await at('history-row').first().click();
    await at('ticket').waitFor();
    expect(await page.locator('[data-testid=segment][data-speaker=caller]').count()).toBeGreaterThan(2);
    await shot('7-history');
  });

  test('what was made of the call stands beside it, and a claim leads to the words that it rests on', async () => {
    await page.locator('[data-testid=analysis][data-state=done]').waitFor({ timeout: 30_000 });
    expect(await at('analysis-rating').textContent()).toMatch(/^\d+ of 10$/);
    await shot('8-analysis');
    await at('analysis-turn').first().click();
    const words = page.locator('[data-testid=segment]:target');
    await words.waitFor();
    expect(await words.getAttribute('data-speaker')).toBe('caller');
    expect((await words.textContent())?.toLowerCase()).toContain('sink');
    await page.setViewportSize({ width: 390, height: 844 });
    await shot('9-analysis-phone');
    expect(errors).toEqual([]);
  });
});
