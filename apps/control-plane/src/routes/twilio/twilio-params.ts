import { z } from 'zod';

/** Not judged by its form: who asks for a tenant that there cannot be is told what strangers are told. */
export const twilioParamsSchema = z.object({ tenant_id: z.string().max(100) });
