import { agentRecordSchema } from '@parley/contracts';
import { deactivateAgent } from '@parley/core';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { etagOf } from '../../../plugins/etag.ts';
import type { App } from '../../app-type.ts';
import { agentParamsSchema, readingProblems } from './agent-schemas.ts';

export function deactivateAgentRoute(app: App, { contextOf }: Dependencies): void {
  app.route({
    method: 'POST',
    url: '/agents/:id/deactivate',
    config: { etag: true },
    schema: {
      operationId: 'deactivateAgent',
      tags: ['agents'],
      summary: 'Switch an agent off; calls under way go on',
      security: tenantSecurity,
      params: agentParamsSchema,
      response: { 200: agentRecordSchema, ...readingProblems() },
    },
    handler: async (request, reply) => {
      const input = { ctx: contextOf(request), agentId: request.params.id };
      const { agent, revision } = await deactivateAgent(input);
      return reply.header('etag', etagOf(revision)).send(agent);
    },
  });
}
