import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';

const websocketOf = (url: string): string => url.replace(/^http/, 'ws');
const httpOf = (url: string): string => url.replace(/^ws/, 'http');

/** Headers that keep pages to themselves. Our own page talks to us and to LiveKit, nothing else. */
export async function secureHeaders(
  app: FastifyInstance,
  { livekitUrl }: { livekitUrl: string },
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
    // Over plain http on one's own machine it would only confuse; a proxy with TLS sets it.
    strictTransportSecurity: false,
    // Which origins may read our answers is said by CORS.
    crossOriginResourcePolicy: { policy: 'cross-origin' },
    referrerPolicy: { policy: 'no-referrer' },
  });
}
