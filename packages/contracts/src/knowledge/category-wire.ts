import { z } from 'zod';
import { auditActorSchema } from '../audit.ts';
import { knowledgeItemIdSchema } from '../ids.ts';
import { knowledgeCategorySchema } from './categories.ts';
import { knowledgeItemBodySchema, knowledgeItemSchema } from './items.ts';

/** More would be no category that anybody could review. */
export const maxItemsPerCategory = 2_000;

export const knowledgeCategorySummarySchema = z
  .object({
    category: knowledgeCategorySchema,
    name: z.string(),
    description: z.string(),
    items: z.number().int(),
    unreviewed: z.number().int(),
    revision: z.number().int().describe('0 when nothing was ever written'),
    schema: z.record(z.string(), z.unknown()).describe('JSON Schema of an item’s data'),
  })
  .meta({ id: 'KnowledgeCategorySummary' });
export type KnowledgeCategorySummary = z.infer<typeof knowledgeCategorySummarySchema>;
export const listKnowledgeCategoriesResponseSchema = z
  .object({ categories: z.array(knowledgeCategorySummarySchema) })
  .meta({ id: 'KnowledgeCategories' });

export const knowledgeCategoryContentSchema = z
  .object({
    category: knowledgeCategorySchema,
    name: z.string(),
    revision: z.number().int(),
    items: z.array(knowledgeItemSchema),
  })
  .meta({ id: 'KnowledgeCategoryContent' });
export type KnowledgeCategoryContent = z.infer<typeof knowledgeCategoryContentSchema>;

/** All that is to be in the category. An `item_id` keeps an item and its history; without one an item is new. */
export const replaceKnowledgeCategoryBodySchema = z
  .strictObject({
    items: z
      .array(knowledgeItemBodySchema.extend({ item_id: knowledgeItemIdSchema.optional() }))
      .max(maxItemsPerCategory, `a category holds at most ${maxItemsPerCategory} items`),
  })
  .meta({ id: 'ReplaceKnowledgeCategory' });

export const knowledgeCategoryVersionSchema = z
  .object({
    category: knowledgeCategorySchema,
    revision: z.number().int(),
    item_count: z.number().int(),
    replaced_by: auditActorSchema,
    replaced_at: z.iso.datetime(),
  })
  .meta({ id: 'KnowledgeCategoryVersion' });
export type KnowledgeCategoryVersion = z.infer<typeof knowledgeCategoryVersionSchema>;
export const listKnowledgeCategoryVersionsResponseSchema = z
  .object({ versions: z.array(knowledgeCategoryVersionSchema), next_cursor: z.string().nullable() })
  .meta({ id: 'KnowledgeCategoryVersions' });
export const knowledgeCategoryVersionContentSchema = knowledgeCategoryVersionSchema
  .extend({ items: z.array(knowledgeItemSchema) })
  .meta({ id: 'KnowledgeCategoryVersionContent' });
