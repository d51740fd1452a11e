import { z } from 'zod';
import { mayReadMetrics } from '../../auth/may-read-metrics.ts';
import type { Dependencies } from '../../dependencies.ts';
import { problems } from '../../plugins/problem.ts';
import type { App } from '../app-type.ts';

export function metricsRoute(app: App, { config, metrics }: Dependencies): void {
  app.route({
    method: 'GET',
    url: '/metrics',
    config: { rateLimit: false },
    schema: {
      operationId: 'getMetrics',
      tags: ['operation'],
      summary: 'What Prometheus scrapes',
      description:
        'With PARLEY_METRICS_TOKEN set, for whoever sends it as bearer token. Without it, on loopback alone.',
      response: {
        200: { description: 'Prometheus’ text format', content: { 'text/plain': { schema: z.string() } } },
        ...problems('UNAUTHENTICATED', 'NOT_FOUND'),
      },
    },
    logLevel: 'warn',
    onRequest: mayReadMetrics(config),
    handler: async (_, reply) => {
      const text = await metrics.registry.metrics();
      return reply.type(metrics.registry.contentType).send(text as never);
    },
  });
}
