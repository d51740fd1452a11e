import { DomainError, isNestedDeeper, mostLevels } from '@parley/core';
import type { FastifyInstance } from 'fastify';

const tooDeep = () => {
  const message = `Lists and objects may stand in each other ${mostLevels} deep.`;
  return new DomainError('VALIDATION_FAILED', message, [{ path: '', message }]);
};

/**
 * Bodies are JSON and nothing else, and not nested so deep that who reads them runs out of stack. A DELETE may say that
 * it sends JSON and send none, as some clients do.
 */
export function acceptJsonOnly(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '' && request.method === 'DELETE') done(null, undefined);
    else
      parse(request, body as string, (error, read) =>
        done(error ?? (isNestedDeeper(read) ? tooDeep() : null), read),
      );
  });
}
