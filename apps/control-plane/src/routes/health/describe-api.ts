import { z } from 'zod';
import type { App } from '../app-type.ts';

export function describeApiRoute(app: App): void {
  app.route({
    method: 'GET',
    url: '/openapi.json',
    schema: {
      operationId: 'describeApi',
      tags: ['operation'],
      summary: 'This document',
      response: { 200: z.record(z.string(), z.unknown()).describe('An OpenAPI 3.1 document.') },
    },
    // As it is: the document has been made of the schemas already.
    serializerCompiler: () => (document) => JSON.stringify(document),
    handler: async () => app.swagger() as unknown as Record<string, unknown>,
  });
}
