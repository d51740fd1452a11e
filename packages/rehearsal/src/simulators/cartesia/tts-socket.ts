import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { clientKey } from '../client-key.ts';
import type { SimulatorContext } from '../simulator-context.ts';
import { voiceOf } from '../voice-of.ts';
import { SpeechContext } from './speech-context.ts';
import { ttsCancelSchema, ttsMessageSchema } from './tts-request.ts';

/** `WS /tts/websocket`: many contexts on one socket. */
export function ttsSocket(app: FastifyInstance, context: SimulatorContext): void {
  app.get('/tts/websocket', { websocket: true }, (socket, request) => {
    const client = clientKey(request);
    const contexts = new Map<string, SpeechContext>();
    const send = (message: object | string): void =>
      socket.send(typeof message === 'string' ? message : JSON.stringify(message));
    const refuse = (error: string): void =>
      send({ type: 'error', error, done: true, status_code: 400, context_id: '' });

    socket.on('message', (data) => {
      const json = parseJson(data.toString());
      const cancel = ttsCancelSchema.safeParse(json);
      if (cancel.success) {
        contexts.get(cancel.data.context_id)?.cancel();
        contexts.delete(cancel.data.context_id);
        return;
      }
      const parsed = ttsMessageSchema.safeParse(json);
      if (!parsed.success) return refuse(z.prettifyError(parsed.error));
      const message = parsed.data;
      const contextId = message.context_id;
      const known = contexts.get(contextId);
      const speech =
        known ?? new SpeechContext({ context, client, contextId, send, drop: () => socket.terminate() });
      contexts.set(contextId, speech);
      if (message.transcript.trim() !== '') {
        speech.speak({
          text: message.transcript.trim(),
          voice: voiceOf(message.voice.id),
          sampleRate: message.output_format.sample_rate,
          timestamps: message.add_timestamps,
        });
      }
      if (message.flush) speech.flush();
      if (message.continue) return;
      speech.end();
      contexts.delete(contextId);
    });
    socket.on('close', () => {
      for (const speech of contexts.values()) speech.cancel();
    });
  });
}

function parseJson(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
}
