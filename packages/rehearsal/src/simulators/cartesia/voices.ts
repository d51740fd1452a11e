import type { FastifyInstance } from 'fastify';
import { voices as fliteVoices } from '../../speech/voices.ts';

/** `GET /voices`. */
export function voices(app: FastifyInstance): void {
  app.get('/voices', () => ({
    data: fliteVoices.map((id) => ({
      id,
      name: id,
      language: 'en',
      is_owner: false,
      description: `flite ${id}`,
    })),
    has_more: false,
  }));
}
