import { knowledgeCategorySchema } from '@parley/contracts';
import { z } from 'zod';

export const categoryParamsSchema = z.object({ category: knowledgeCategorySchema });
export const versionParamsSchema = categoryParamsSchema.extend({
  revision: z.coerce.number().int().min(0).max(999_999_999),
});
