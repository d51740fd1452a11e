import type { FastifyInstance } from 'fastify';
import { voices as fliteVoices, isVoice } from '../../speech/voices.ts';

/** A voice as Cartesia describes it. */
const describe = (id: string) => ({
  id,
  name: id,
  description: `flite ${id}`,
  language: 'en',
  is_owner: false,
  is_public: true,
  created_at: '2026-01-01T00:00:00Z',
});

/** `GET /voices` and `GET /voices/{id}`. */
export function voices(app: FastifyInstance): void {
  app.get<{ Querystring: { limit?: string } }>('/voices', ({ query }) => {
    const limit = Number(query.limit ?? 10);
    return { data: fliteVoices.slice(0, limit).map(describe), has_more: fliteVoices.length > limit };
  });
  app.get<{ Params: { id: string } }>('/voices/:id', ({ params: { id } }, reply) =>
    isVoice(id) ? describe(id) : reply.code(404).send({ error: 'Voice not found' }),
  );
}
