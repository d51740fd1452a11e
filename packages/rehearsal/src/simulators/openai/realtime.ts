import type { FastifyInstance } from 'fastify';
import { clientKey } from '../client-key.ts';
import { noRecognizerMessage, type SimulatorContext } from '../simulator-context.ts';
import { openaiError } from './openai-error.ts';
import { RealtimeSession } from './realtime-session.ts';

/** `WS /realtime?intent=transcription`. */
export function realtime(app: FastifyInstance, context: SimulatorContext): void {
  app.get(
    '/realtime',
    {
      websocket: true,
      preValidation: async (request, reply) => {
        const { intent } = request.query as { intent?: string };
        if (!context.recognizer)
          return reply.code(501).send(openaiError(noRecognizerMessage, 'server_error'));
        if (intent !== 'transcription') {
          return reply.code(400).send(openaiError('These simulators only transcribe: intent=transcription.'));
        }
      },
    },
    (socket, request) => {
      const { recognizer } = context;
      if (!recognizer) return socket.close(1011, noRecognizerMessage);
      const session = new RealtimeSession({
        context: { ...context, recognizer },
        client: clientKey(request),
        send: (event) => socket.send(JSON.stringify(event)),
        drop: () => socket.terminate(),
      });
      socket.on('message', (data) => session.receive(data.toString()));
      socket.on('close', () => session.close());
    },
  );
}
