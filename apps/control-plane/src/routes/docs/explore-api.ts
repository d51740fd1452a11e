import swaggerUi from '@fastify/swagger-ui';
import type { PageHeaders } from '../../plugins/secure-headers.ts';
import type { App } from '../app-type.ts';

/** The page runs its own scripts and talks to this server; nothing else, whatever the document should say. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** `/docs`: the API's description as a page from which it can be tried. All of it is served from here. */
export async function exploreApi(app: App, pageHeaders: PageHeaders): Promise<void> {
  app.addHook('onRequest', (_, reply, done) => {
    reply.headers(pageHeaders);
    done();
  });
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    staticCSP: contentSecurityPolicy,
    theme: { title: 'Parley API' },
    uiConfig: {
      layout: 'BaseLayout',
      docExpansion: 'list',
      defaultModelsExpandDepth: 0,
      displayRequestDuration: true,
      // Keys that somebody tries are forgotten with the page.
      persistAuthorization: false,
    },
    // Under whichever name the page was opened, that is the server that is tried.
    transformSpecification: (document) => ({ ...document, servers: [{ url: '/' }] }),
    transformSpecificationClone: false,
  });
}
