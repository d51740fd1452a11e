import { ticketIdSchema } from '@parley/contracts';
import { z } from 'zod';

export const ticketParamsSchema = z.object({ id: ticketIdSchema });
