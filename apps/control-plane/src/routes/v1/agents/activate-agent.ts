import { agentRecordSchema } from '@parley/contracts';
import { activateAgent } from '@parley/core';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { etagOf } from '../../../plugins/etag.ts';
import { problems } from '../../../plugins/problem.ts';
import type { App } from '../../app-type.ts';
import { agentParamsSchema, readingProblems } from './agent-schemas.ts';

export function activateAgentRoute(app: App, { contextOf, vault, providers }: Dependencies): void {
  app.route({
    method: 'POST',
    url: '/agents/:id/activate',
    config: { etag: true },
    schema: {
      operationId: 'activateAgent',
      tags: ['agents'],
      summary: 'Switch an agent on; a refusal names each check that failed, and what to do',
      security: tenantSecurity,
      params: agentParamsSchema,
      response: {
        200: agentRecordSchema,
        ...readingProblems(),
        ...problems('AGENT_NOT_READY', 'CONFLICT'),
      },
    },
    handler: async (request, reply) => {
      const input = { ctx: contextOf(request), vault, providers, agentId: request.params.id };
      const { agent, revision } = await activateAgent(input);
      return reply.header('etag', etagOf(revision)).send(agent);
    },
  });
}
