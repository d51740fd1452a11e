import { knowledgeDocumentSchema } from '@parley/contracts';
import { createKnowledgeDocument, DomainError, requireScope } from '@parley/core';
import { z } from 'zod';
import type { Dependencies } from '../../../../dependencies.ts';
import { tenantSecurity } from '../../../../plugins/describe-api.ts';
import { idempotencyHeaders } from '../../../../plugins/idempotency/idempotency-headers.ts';
import { problems } from '../../../../plugins/problem.ts';
import type { App } from '../../../app-type.ts';
import { readUpload, type Upload, uploadBodyLimit } from './read-upload.ts';

const file = z.custom<Upload>().meta({ type: 'string', format: 'binary', description: 'At most 25 MB' });

export function createDocumentRoute(app: App, { contextOf, documentReader }: Dependencies): void {
  app.route({
    method: 'POST',
    url: '/knowledge/documents',
    config: { idempotent: true },
    bodyLimit: uploadBodyLimit,
    schema: {
      operationId: 'createKnowledgeDocument',
      tags: ['knowledge'],
      summary: 'Reads a PDF, DOCX, text, Markdown or CSV file into the knowledge',
      description:
        'What a file is, its content tells, not its name. The text is kept, the file is not. The same bytes again: 409.',
      security: tenantSecurity,
      headers: idempotencyHeaders,
      consumes: ['multipart/form-data'],
      body: z.object({ file }),
      response: {
        201: knowledgeDocumentSchema,
        ...problems(
          'VALIDATION_FAILED',
          'UNAUTHENTICATED',
          'FORBIDDEN',
          'CONFLICT',
          'BODY_TOO_LARGE',
          'UNSUPPORTED_MEDIA_TYPE',
          'DOCUMENT_UNSUPPORTED',
          'DOCUMENT_BROKEN',
          'DOCUMENT_ENCRYPTED',
          'DOCUMENT_TOO_DEMANDING',
          'DOCUMENT_TOO_LONG',
          'DOCUMENT_WITHOUT_TEXT',
          'RATE_LIMITED',
          'QUOTA_EXCEEDED',
          'IDEMPOTENCY_IN_FLIGHT',
          'IDEMPOTENCY_MISMATCH',
        ),
      },
    },
    // Who may not write need not send 25 MB to be told so.
    preValidation: async (request) => {
      requireScope(contextOf(request), 'knowledge:write');
      request.body = await readUpload(request);
    },
    handler: async (request, reply) => {
      const input = request.body.file;
      const document = await createKnowledgeDocument({
        ctx: contextOf(request),
        reader: documentReader,
        input,
      }).catch((error: unknown) => {
        if (error instanceof DomainError && error.code === 'RATE_LIMITED') reply.header('retry-after', 10);
        throw error;
      });
      return reply.code(201).send(document);
    },
  });
}
