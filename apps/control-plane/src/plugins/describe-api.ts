import swagger from '@fastify/swagger';
import { viewerMessageSchema, workerMessageSchema, workerReplySchema } from '@parley/contracts';
import type { FastifyInstance } from 'fastify';
import { jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { completeOperation } from './complete-operation.ts';
import { linkOperations } from './link-operations.ts';
import { withoutUnusedInputs } from './without-unused-inputs.ts';

const description = `Errors are problem documents (RFC 9457) with a stable \`code\`; every answer carries \`x-request-id\`.
Sockets are refused in the handshake, with the same problem documents as requests.`;

// What goes over the sockets is in no route's schema.
z.globalRegistry.add(viewerMessageSchema, { id: 'ViewerMessage' });
z.globalRegistry.add(workerMessageSchema, { id: 'WorkerMessage' });
z.globalRegistry.add(workerReplySchema, { id: 'WorkerReply' });

/** Collects every route's schema for `/openapi.json`. To be called before any route is made. */
export async function describeApi(app: FastifyInstance, { url }: { url: string }): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Parley', version: '0.1.0', description, license: { name: 'Apache-2.0' } },
      servers: [{ url }],
      tags: [
        { name: 'sessions', description: 'Conversations between a caller and an agent.' },
        { name: 'account', description: 'Logging in, and what belongs to the tenant.' },
        { name: 'keys', description: 'API keys, for servers and for pages.' },
        { name: 'members', description: 'Who works with the tenant.' },
        { name: 'agents', description: 'Who answers: drafts, published versions, switching on and off.' },
        { name: 'tickets', description: 'What callers want done.' },
        { name: 'telephone', description: 'Trunks, numbers, and calls.' },
        { name: 'dialing', description: 'Whom agents may call, when, and for how much.' },
        { name: 'campaigns', description: 'Calls to many numbers, and what came of them.' },
        { name: 'knowledge', description: 'What the tenant’s agents may say.' },
        { name: 'audit', description: 'Who did what.' },
        { name: 'secrets', description: 'The tenant’s own keys of providers and carriers.' },
        { name: 'webhooks', description: 'Where Parley tells what happens, by Standard Webhooks.' },
        { name: 'worker', description: 'For the job that serves a session.' },
        { name: 'operation', description: 'For operators and for LiveKit.' },
      ],
      components: {
        securitySchemes: {
          apiKey: {
            type: 'http',
            scheme: 'bearer',
            description: 'An API key (`sk_…`, `pk_…`) or an access token.',
          },
          apiKeyHeader: { type: 'apiKey', in: 'header', name: 'x-api-key' },
          socketToken: { type: 'apiKey', in: 'query', name: 'token', description: 'For browsers’ sockets.' },
          sessionToken: { type: 'http', scheme: 'bearer', description: 'From the dispatch’s metadata.' },
        },
      },
    },
    transform: completeOperation,
    transformObject: (input) => withoutUnusedInputs(linkOperations(jsonSchemaTransformObject(input))),
  });
}

type Security = Record<string, string[]>[];

export const tenantSecurity: Security = [{ apiKey: [] }, { apiKeyHeader: [] }];
export const socketSecurity: Security = [...tenantSecurity, { socketToken: [] }];
export const workerSecurity: Security = [{ sessionToken: [] }];
