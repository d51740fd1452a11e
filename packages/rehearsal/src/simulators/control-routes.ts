import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { behaviourSchema, requestClasses } from './behaviour.ts';
import type { SimulatorContext } from './simulator-context.ts';

const logQuery = z.object({ after: z.coerce.number().int().min(0).default(0) });

/** `/control`: delays and faults, the log of what was seen and said, and how long it took. Not part of any provider's API. */
export function controlRoutes(app: FastifyInstance, { behaviours, log }: SimulatorContext): void {
  app.post('/control/behaviour', (request, reply) => {
    const parsed = z.union([behaviourSchema, z.array(behaviourSchema).min(1)]).safeParse(request.body);
    if (!parsed.success) return reply.code(400).send({ error: z.prettifyError(parsed.error) });
    for (const rule of [parsed.data].flat()) behaviours.add(rule);
    return reply.code(204).send();
  });
  app.delete('/control/behaviour', (_request, reply) => {
    behaviours.reset();
    return reply.code(204).send();
  });
  app.get('/control/log', (request, reply) => {
    const query = logQuery.safeParse(request.query);
    if (!query.success) return reply.code(400).send({ error: z.prettifyError(query.error) });
    return reply.send({ entries: log.after(query.data.after) });
  });
  app.get('/control/metrics', () => {
    const entries = log.after(0);
    return Object.fromEntries(
      requestClasses.map((name) => {
        const latencies = entries
          .filter((entry) => entry.class === name)
          .flatMap((entry) => entry.latency_ms ?? [])
          .sort((one, other) => one - other);
        return [
          name,
          { requests: latencies.length, p50_ms: latencies[Math.floor(latencies.length / 2)] ?? null },
        ];
      }),
    );
  });
}
