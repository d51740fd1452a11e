import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { pcmSamples } from '../../speech/wav.ts';
import { clientKey } from '../client-key.ts';
import { noRecognizerMessage, type SimulatorContext } from '../simulator-context.ts';
import { TurnsSession } from './turns-session.ts';

const querySchema = z.looseObject({
  model: z.string(),
  encoding: z.literal('pcm_s16le', 'only pcm_s16le is heard here'),
  sample_rate: z.coerce.number().int().min(8_000).max(48_000),
});

/** `WS /stt/turns/websocket`: binary audio in, turns out, `{"type":"close"}` ends it. */
export function sttTurns(app: FastifyInstance, context: SimulatorContext): void {
  app.get(
    '/stt/turns/websocket',
    {
      websocket: true,
      preValidation: async (request, reply) => {
        if (!context.recognizer) return reply.code(501).send({ error: noRecognizerMessage });
        const query = querySchema.safeParse(request.query);
        if (!query.success) return reply.code(400).send({ error: z.prettifyError(query.error) });
      },
    },
    (socket, request) => {
      const { recognizer } = context;
      if (!recognizer) return socket.close(1011, noRecognizerMessage);
      const session = new TurnsSession({
        context: { ...context, recognizer },
        client: clientKey(request),
        sampleRate: querySchema.parse(request.query).sample_rate,
        send: (event) => socket.send(JSON.stringify(event)),
        drop: () => socket.terminate(),
      });
      socket.on('message', (data: Buffer, isBinary: boolean) => {
        if (isBinary) session.hear(pcmSamples(data));
        else if (data.toString().includes('"close"')) void session.finish().then(() => socket.close(1000));
      });
      socket.on('close', () => session.close());
    },
  );
}
