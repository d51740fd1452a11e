import { healthSchema, unhealthySchema } from '@parley/contracts';
import type { Clock } from '../../clock.ts';
import type { Dependencies } from '../../dependencies.ts';
import type { App } from '../app-type.ts';

const partTimeoutMs = 2_000;

interface FailingPart {
  part: string;
  detail: string;
}

async function probe(
  part: string,
  clock: Clock,
  check: () => Promise<unknown>,
): Promise<FailingPart | undefined> {
  const late = Promise.withResolvers<never>();
  const callOff = clock.after(partTimeoutMs, () => late.reject(new Error('no answer in time')));
  try {
    await Promise.race([check(), late.promise]);
    return undefined;
  } catch {
    return { part, detail: `The ${part} does not answer. The log of the control plane says why.` };
  } finally {
    callOff();
  }
}

export function healthRoute(app: App, { database, rooms, clock, log }: Dependencies): void {
  app.route({
    method: 'GET',
    url: '/health',
    config: { rateLimit: false },
    schema: {
      operationId: 'checkHealth',
      tags: ['operation'],
      summary: 'Whether the control plane can do its work',
      response: { 200: healthSchema, 503: unhealthySchema },
    },
    logLevel: 'warn',
    handler: async (_, reply) => {
      const parts = await Promise.all([
        probe('database', clock, () => database.ping()),
        probe('livekit', clock, () => rooms.listRooms(['health'])),
      ]);
      const failing = parts.filter((part) => part !== undefined);
      if (failing.length === 0) return { status: 'ok' as const };
      log.warn({ failing: failing.map(({ part }) => part) }, 'unhealthy');
      return reply.code(503).send({ status: 'unavailable' as const, failing });
    },
  });
}
