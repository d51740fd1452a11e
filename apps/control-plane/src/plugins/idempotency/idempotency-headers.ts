import { z } from 'zod';

/** For the schema of a route with `config: { idempotent: true }`. */
export const idempotencyHeaders = z.object({
  'idempotency-key': z
    .string()
    .optional()
    .describe(
      'Chosen by the client, for instance a UUID. Within 24 hours the same request with the same key has one effect and one answer; another request with it is refused with 422. Sent while the first is being carried out it waits for the answer, or gets 409 and Retry-After.',
    )
    .meta({ pattern: '^[!-~]{1,255}$' }),
});
