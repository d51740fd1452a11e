import { searchTranscriptsQuerySchema, searchTranscriptsResponseSchema } from '@parley/contracts';
import { searchTranscripts } from '@parley/core';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { problems } from '../../../plugins/problem.ts';
import type { App } from '../../app-type.ts';

export function searchTranscriptsRoute(app: App, { contextOf }: Dependencies): void {
  app.route({
    method: 'GET',
    url: '/transcripts/search',
    schema: {
      operationId: 'searchTranscripts',
      tags: ['sessions'],
      summary: 'Utterances with these words, newest first; `hits` says where in the text they are',
      security: tenantSecurity,
      querystring: searchTranscriptsQuerySchema,
      response: {
        200: searchTranscriptsResponseSchema,
        ...problems('VALIDATION_FAILED', 'UNAUTHENTICATED', 'FORBIDDEN'),
      },
    },
    handler: async (request) => {
      const { hits, nextCursor } = await searchTranscripts({
        ctx: contextOf(request),
        input: request.query,
      });
      return { hits, next_cursor: nextCursor };
    },
  });
}
