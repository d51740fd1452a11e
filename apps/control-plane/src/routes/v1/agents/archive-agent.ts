import { archiveAgent } from '@parley/core';
import { z } from 'zod';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { ifMatchHeaders, ifMatchOf } from '../../../plugins/etag.ts';
import { problems } from '../../../plugins/problem.ts';
import type { App } from '../../app-type.ts';
import { agentParamsSchema } from './agent-schemas.ts';

export function archiveAgentRoute(app: App, { contextOf }: Dependencies): void {
  app.route({
    method: 'DELETE',
    url: '/agents/:id',
    schema: {
      operationId: 'archiveAgent',
      tags: ['agents'],
      summary: 'Take an agent out of use; its sessions and transcripts stay',
      security: tenantSecurity,
      params: agentParamsSchema,
      headers: ifMatchHeaders,
      response: {
        204: z.null().describe('The agent takes no more calls.'),
        ...problems('VALIDATION_FAILED', 'UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND', 'PRECONDITION_FAILED'),
      },
    },
    handler: async (request, reply) => {
      await archiveAgent({
        ctx: contextOf(request),
        agentId: request.params.id,
        revision: ifMatchOf(request),
      });
      return reply.code(204).send(null);
    },
  });
}
