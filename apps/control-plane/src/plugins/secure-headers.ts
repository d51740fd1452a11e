import type { FastifyInstance } from 'fastify';

const yearInSeconds = 31_536_000;

/**
 * What every answer has that is no page: it loads nothing and is shown nowhere. Answers hold tokens and what callers
 * said, so nobody keeps them.
 */
export const bareSecureHeaders = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
};

export type PageHeaders = Record<string, string>;

/** What helmet sets, for pages and what they load. They say for themselves how long they may be kept. */
export const pageHeadersFor = (livekitUrl: string): PageHeaders => ({
  'content-security-policy': contentSecurityPolicy(livekitUrl),
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'cross-origin',
  'origin-agent-cluster': '?1',
  'referrer-policy': 'no-referrer',
  'x-dns-prefetch-control': 'off',
  'x-download-options': 'noopen',
  'x-frame-options': 'SAMEORIGIN',
  'x-permitted-cross-domain-policies': 'none',
  'x-xss-protection': '0',
});

/** Our own page talks to us and to LiveKit, nothing else. */
function contentSecurityPolicy(livekitUrl: string): string {
  const { protocol, host } = new URL(livekitUrl);
  const s = /^(https|wss):$/.test(protocol) ? 's' : '';
  return [
    "default-src 'self'",
    `connect-src 'self' ws${s}://${host} http${s}://${host}`,
    "img-src 'self' data: blob:",
    "media-src 'self' blob: mediastream:",
    "font-src 'self' data:",
    "style-src 'self' 'unsafe-inline'",
    "script-src 'self'",
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'self'",
    "frame-ancestors 'none'",
    "form-action 'self'",
  ].join(';');
}

/** Headers that every answer has; those of a page come on top of them. */
export function secureHeaders(app: FastifyInstance, { publicUrl }: { publicUrl: string }): void {
  const headers = {
    ...bareSecureHeaders,
    // Over plain http on one's own machine it would only confuse.
    ...(publicUrl.startsWith('https:') && {
      'strict-transport-security': `max-age=${yearInSeconds}; includeSubDomains`,
    }),
  };
  app.addHook('onRequest', (_, reply, done) => {
    reply.headers(headers);
    done();
  });
}
