import type { FastifyInstance } from 'fastify';

const ids = ['gpt-4.1', 'gpt-4.1-mini', 'gpt-4o-mini', 'gpt-realtime-whisper', 'whisper-1', 'tts-1'];

/** `GET /models`. */
export function models(app: FastifyInstance): void {
  app.get('/models', () => ({
    object: 'list',
    data: ids.map((id) => ({ id, object: 'model', created: 0, owned_by: 'parley-rehearsal' })),
  }));
}
