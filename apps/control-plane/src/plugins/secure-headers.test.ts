import Fastify from 'fastify';
import { expect, test } from 'vitest';
import { secureHeaders } from './secure-headers.ts';

async function headersWith(urls: { livekitUrl: string; publicUrl: string }) {
  const app = Fastify();
  secureHeaders(app, urls);
  app.get('/', async () => 'hello');
  const { headers } = await app.inject('/');
  for (const name of ['content-length', 'content-type', 'date', 'connection']) delete headers[name];
  return headers;
}

test('answers have what helmet would give them', async () => {
  expect(
    await headersWith({ livekitUrl: 'wss://livekit.test/rtc', publicUrl: 'https://parley.test' }),
  ).toEqual({
    'cache-control': 'no-store',
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
});

test.each(['http://127.0.0.1:7880', 'ws://127.0.0.1:7880'])(
  'pages may reach LiveKit at %s both ways',
  async (livekitUrl) => {
    const headers = await headersWith({ livekitUrl, publicUrl: 'http://127.0.0.1:8080' });
    expect(headers['content-security-policy']).toContain(
      "connect-src 'self' ws://127.0.0.1:7880 http://127.0.0.1:7880;",
    );
    expect(headers['strict-transport-security']).toBeUndefined();
  },
);
