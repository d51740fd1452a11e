import { agentRecordSchema } from '@parley/contracts';
import { getAgent } from '@parley/core';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { etagOf } from '../../../plugins/etag.ts';
import type { App } from '../../app-type.ts';
import { agentParamsSchema, readingProblems } from './agent-schemas.ts';

export function getAgentRoute(app: App, { contextOf }: Dependencies): void {
  app.route({
    method: 'GET',
    url: '/agents/:id',
    config: { etag: true },
    schema: {
      operationId: 'getAgent',
      tags: ['agents'],
      summary: 'One agent, with the draft that is being worked on',
      security: tenantSecurity,
      params: agentParamsSchema,
      response: { 200: agentRecordSchema, ...readingProblems() },
    },
    handler: async (request, reply) => {
      const { agent, revision } = await getAgent({ ctx: contextOf(request), agentId: request.params.id });
      return reply.header('etag', etagOf(revision)).send(agent);
    },
  });
}
