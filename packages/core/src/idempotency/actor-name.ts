import type { Actor } from '../context.ts';

/** Whose idempotency keys they are: two clients of a tenant may choose the same word. */
export function actorName(actor: Actor): string {
  switch (actor.type) {
    case 'user':
      return actor.userId;
    case 'apiKey':
    case 'publishableKey':
      return actor.keyId;
    case 'worker':
      return actor.sessionId;
    case 'system':
      return 'system';
  }
}
