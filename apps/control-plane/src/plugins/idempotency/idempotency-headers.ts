import { z } from 'zod';

/** For the schema of a route with `config: { idempotent: true }`. */
export const idempotencyHeaders = z.object({
  'idempotency-key': z
    .string()
    .optional()
    .describe('Sent again with the same key and body, the request has one effect and the same answer.')
    .meta({ pattern: '^[!-~]{1,255}$' }),
});
