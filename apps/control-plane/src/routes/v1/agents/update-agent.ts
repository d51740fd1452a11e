import { agentRecordSchema, updateAgentBodySchema } from '@parley/contracts';
import { updateAgent } from '@parley/core';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { etagOf, ifMatchHeaders, ifMatchOf } from '../../../plugins/etag.ts';
import type { App } from '../../app-type.ts';
import { agentParamsSchema, changingProblems } from './agent-schemas.ts';

export function updateAgentRoute(app: App, { contextOf }: Dependencies): void {
  app.route({
    method: 'PUT',
    url: '/agents/:id',
    config: { etag: true },
    schema: {
      operationId: 'updateAgent',
      tags: ['agents'],
      summary: 'Change name, description or draft; what is left out stays',
      security: tenantSecurity,
      params: agentParamsSchema,
      headers: ifMatchHeaders,
      body: updateAgentBodySchema,
      response: { 200: agentRecordSchema, ...changingProblems('PRECONDITION_FAILED') },
    },
    handler: async (request, reply) => {
      const { agent, revision } = await updateAgent({
        ctx: contextOf(request),
        agentId: request.params.id,
        input: { changes: request.body, revision: ifMatchOf(request) },
      });
      return reply.header('etag', etagOf(revision)).send(agent);
    },
  });
}
