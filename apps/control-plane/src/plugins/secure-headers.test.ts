import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Fastify from 'fastify';
import { expect, test } from 'vitest';
import type { App } from '../routes/app-type.ts';
import { serveWebApp } from '../routes/serve-web-app.ts';
import { pageHeadersFor, secureHeaders } from './secure-headers.ts';

const ofEveryResponse = ['content-length', 'content-type', 'date', 'connection', 'etag', 'last-modified'];

interface Addresses {
  livekitUrl?: string;
  publicUrl?: string;
}

/** What an answer and a page of an app with a page have. */
async function headersWith({ livekitUrl = 'wss://livekit.test/rtc', publicUrl = '' }: Addresses) {
  const webDir = await mkdtemp(join(tmpdir(), 'parley-web-'));
  const app = Fastify() as unknown as App;
  try {
    await writeFile(join(webDir, 'index.html'), '<!doctype html>');
    secureHeaders(app, { publicUrl });
    app.get('/answer', async () => 'hello');
    const page = await serveWebApp(app, { webDir, pageHeaders: pageHeadersFor(livekitUrl) });
    app.setNotFoundHandler((request, reply) => page(request, reply) ?? reply.code(404).send());
    const get = async (url: string) => {
      const { headers } = await app.inject({ url, headers: { accept: 'text/html' } });
      return Object.fromEntries(Object.entries(headers).filter(([name]) => !ofEveryResponse.includes(name)));
    };
    return { answer: await get('/answer'), page: await get('/index.html'), fallback: await get('/calls/1') };
  } finally {
    await app.close();
    await rm(webDir, { recursive: true });
  }
}

test('an answer is kept by nobody, loads nothing and is shown nowhere', async () => {
  const { answer } = await headersWith({ publicUrl: 'https://parley.test' });
  expect(answer).toEqual({
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'strict-transport-security': 'max-age=31536000; includeSubDomains',
    'x-content-type-options': 'nosniff',
  });
});

test('pages have what helmet would give them, under whichever address they are asked for', async () => {
  const { page, fallback } = await headersWith({ publicUrl: 'https://parley.test' });
  expect(page).toMatchObject({
    'cache-control': 'no-cache',
    'content-security-policy':
      "default-src 'self';connect-src 'self' wss://livekit.test https://livekit.test;img-src 'self' data: blob:;media-src 'self' blob: mediastream:;font-src 'self' data:;style-src 'self' 'unsafe-inline';script-src 'self';worker-src 'self' blob:;object-src 'none';base-uri 'self';frame-ancestors 'none';form-action 'self'",
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'cross-origin',
    'origin-agent-cluster': '?1',
    'referrer-policy': 'no-referrer',
    'strict-transport-security': 'max-age=31536000; includeSubDomains',
    'x-content-type-options': 'nosniff',
    'x-dns-prefetch-control': 'off',
    'x-download-options': 'noopen',
    'x-frame-options': 'SAMEORIGIN',
    'x-permitted-cross-domain-policies': 'none',
    'x-xss-protection': '0',
  });
  expect(fallback).toEqual(page);
});

test.each(['http://127.0.0.1:7880', 'ws://127.0.0.1:7880'])(
  'pages may reach LiveKit at %s both ways',
  async (livekitUrl) => {
    const { page, answer } = await headersWith({ livekitUrl, publicUrl: 'http://127.0.0.1:8080' });
    expect(page['content-security-policy']).toContain(
      "connect-src 'self' ws://127.0.0.1:7880 http://127.0.0.1:7880;",
    );
    for (const headers of [page, answer]) expect(headers['strict-transport-security']).toBeUndefined();
  },
);
