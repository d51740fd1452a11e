import { z } from 'zod';
import { knowledgeItemIdSchema } from '../ids.ts';
import { knowledgeCategorySchema } from './categories.ts';
import { createKnowledgeItemBodySchema, knowledgeItemSchema } from './items.ts';

export const maxImportItems = 5_000;

/** An item of an import: one of the tenant's own `item_id` changes that item, any other makes a new one. */
export const importedItemSchema = createKnowledgeItemBodySchema
  .extend({ item_id: z.string().max(100).optional() })
  .meta({ id: 'ImportedKnowledgeItem' });

/** Each item is checked by itself, so that every error can be named. */
export const importKnowledgeBodySchema = z
  .object({ items: z.array(z.record(z.string(), z.unknown())) })
  .meta({
    id: 'ImportKnowledge',
    examples: [
      {
        items: [
          { category: 'faqs', data: { question: 'Do you work on Sundays?', answer: 'In emergencies.' } },
        ],
      },
    ],
  });
export const importKnowledgeQuerySchema = z.object({
  dry_run: z
    .enum(['true', 'false'])
    .default('false')
    .transform((value) => value === 'true'),
});

export const importErrorSchema = z.object({
  /** In CSV the line of the file, in JSON the place in the list, from 1. */
  line: z.number().int(),
  path: z.string(),
  message: z.string(),
});
export type ImportError = z.infer<typeof importErrorSchema>;
export const importKnowledgeResponseSchema = z
  .object({
    dry_run: z.boolean(),
    items: z.number().int(),
    created: z.number().int(),
    updated: z.number().int(),
    unchanged: z.number().int().describe('Those that are already like this; nothing of them is written'),
    errors: z.array(importErrorSchema),
  })
  .meta({ id: 'KnowledgeImport' });
export type ImportReport = z.infer<typeof importKnowledgeResponseSchema>;

export const exportKnowledgeQuerySchema = z.object({
  format: z.enum(['json', 'csv']).default('json'),
  category: knowledgeCategorySchema.optional(),
});
export const exportKnowledgeResponseSchema = z
  .object({ exported_at: z.iso.datetime(), items: z.array(knowledgeItemSchema) })
  .meta({ id: 'KnowledgeExport' });
export const knowledgeItemParamsSchema = z.object({ item_id: knowledgeItemIdSchema });
