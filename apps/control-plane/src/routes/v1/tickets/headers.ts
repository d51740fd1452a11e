import { z } from 'zod';

/** Of routes that create. */
export const idempotencyHeaders = z.object({
  'idempotency-key': z
    .string()
    .optional()
    .describe(
      'Sent again with the same key and body, the request gets the same answer and is carried out once.',
    ),
});

/** Of routes that change. */
export const ifMatchHeaders = z.object({
  'if-match': z
    .string()
    .optional()
    .describe('The ETag of what you have read; refused when it has changed since.'),
});
