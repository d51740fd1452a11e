import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';

const websocketOf = (url: string): string => url.replace(/^http/, 'ws');
const httpOf = (url: string): string => url.replace(/^ws/, 'http');

const yearInSeconds = 31_536_000;

/** For answers that no hook has seen: they have no page and load nothing. */
export const bareSecureHeaders = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
};

/** Headers that keep pages to themselves. Our own page talks to us and to LiveKit, nothing else. */
export async function secureHeaders(
  app: FastifyInstance,
  { livekitUrl, publicUrl }: { livekitUrl: string; publicUrl: string },
): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        connectSrc: ["'self'", websocketOf(livekitUrl), httpOf(livekitUrl)],
        imgSrc: ["'self'", 'data:', 'blob:'],
        mediaSrc: ["'self'", 'blob:', 'mediastream:'],
        fontSrc: ["'self'", 'data:'],
        styleSrc: ["'self'", "'unsafe-inline'"],
        scriptSrc: ["'self'"],
        workerSrc: ["'self'", 'blob:'],
        objectSrc: ["'none'"],
        baseUri: ["'self'"],
        frameAncestors: ["'none'"],
        formAction: ["'self'"],
      },
    },
    // Over plain http on one's own machine it would only confuse.
    strictTransportSecurity: publicUrl.startsWith('https:') ? { maxAge: yearInSeconds } : false,
    // Which origins may read our answers is said by CORS.
    crossOriginResourcePolicy: { policy: 'cross-origin' },
    referrerPolicy: { policy: 'no-referrer' },
  });
  // Answers hold tokens and what callers said; pages and their files say for themselves how long they may be kept.
  app.addHook('onRequest', async (_, reply) => {
    reply.header('cache-control', 'no-store');
  });
}
