import type { FastifyInstance } from 'fastify';

const yearInSeconds = 31_536_000;

/** For answers that no hook has seen: they have no page and load nothing. */
export const bareSecureHeaders = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
};

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

interface SecureHeaders {
  livekitUrl: string;
  publicUrl: string;
}

/** What helmet sets, which would put it together anew for each answer. */
const headersFor = ({ livekitUrl, publicUrl }: SecureHeaders): Record<string, string> => ({
  'content-security-policy': contentSecurityPolicy(livekitUrl),
  'cross-origin-opener-policy': 'same-origin',
  // Which origins may read our answers is said by CORS.
  'cross-origin-resource-policy': 'cross-origin',
  'origin-agent-cluster': '?1',
  'referrer-policy': 'no-referrer',
  // Over plain http on one's own machine it would only confuse.
  ...(publicUrl.startsWith('https:') && {
    'strict-transport-security': `max-age=${yearInSeconds}; includeSubDomains`,
  }),
  'x-content-type-options': 'nosniff',
  'x-dns-prefetch-control': 'off',
  'x-download-options': 'noopen',
  'x-frame-options': 'SAMEORIGIN',
  'x-permitted-cross-domain-policies': 'none',
  'x-xss-protection': '0',
  // Answers hold tokens and what callers said; pages and their files say for themselves how long they may be kept.
  'cache-control': 'no-store',
});

/** Headers that keep pages to themselves, on every answer. */
export function secureHeaders(app: FastifyInstance, urls: SecureHeaders): void {
  const headers = headersFor(urls);
  app.addHook('onRequest', (_, reply, done) => {
    reply.headers(headers);
    done();
  });
}
