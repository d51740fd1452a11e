import {
  importKnowledgeBodySchema,
  importKnowledgeQuerySchema,
  importKnowledgeResponseSchema,
} from '@parley/contracts';
import { importKnowledge } from '@parley/core';
import { z } from 'zod';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { idempotencyHeaders } from '../../../plugins/idempotency/idempotency-headers.ts';
import { problems } from '../../../plugins/problem.ts';
import type { App } from '../../app-type.ts';
import { knowledgeBodyLimit } from './body-limit.ts';

export function importRoute(app: App, { contextOf }: Dependencies): void {
  app.route({
    method: 'POST',
    url: '/knowledge/import',
    config: { idempotent: true },
    bodyLimit: knowledgeBodyLimit,
    schema: {
      operationId: 'importKnowledge',
      tags: ['knowledge'],
      summary: 'Adds many items from JSON or CSV, all or nothing',
      security: tenantSecurity,
      querystring: importKnowledgeQuerySchema,
      headers: idempotencyHeaders,
      consumes: ['application/json', 'text/csv'],
      body: z.union([importKnowledgeBodySchema, z.string()]),
      response: {
        200: importKnowledgeResponseSchema,
        ...problems(
          'VALIDATION_FAILED',
          'BODY_NOT_JSON',
          'UNAUTHENTICATED',
          'FORBIDDEN',
          'BODY_TOO_LARGE',
          'UNSUPPORTED_MEDIA_TYPE',
          'IDEMPOTENCY_IN_FLIGHT',
          'IDEMPOTENCY_MISMATCH',
        ),
      },
    },
    handler: async (request) => {
      const { body } = request;
      const input = typeof body === 'string' ? { csv: body } : body;
      return importKnowledge({ ctx: contextOf(request), input, dryRun: request.query.dry_run });
    },
  });
}
