import type { FastifyInstance } from 'fastify';

/** Bodies are JSON and nothing else. A DELETE may say that it sends JSON and send none, as some clients do. */
export function acceptJsonOnly(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '' && request.method === 'DELETE') done(null, undefined);
    else parse(request, body as string, done);
  });
}
