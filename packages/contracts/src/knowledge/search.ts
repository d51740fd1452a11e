import { z } from 'zod';
import { knowledgeDocumentIdSchema, knowledgeItemIdSchema } from '../ids.ts';
import { notBlank } from '../text-patterns.ts';

const hitDocumentSchema = z.object({
  document_id: knowledgeDocumentIdSchema,
  name: z.string(),
  passage: z.number().int().describe('Its place in the document, from 1'),
  page: z.number().int().nullable(),
});

/**
 * A piece of the tenant's knowledge as the agent may use it, of an item or of a document: one of the two is there.
 * `score` is the rank within one search, higher is better.
 */
export const knowledgeHitSchema = z
  .object({
    item_id: knowledgeItemIdSchema.optional(),
    document: hitDocumentSchema.optional(),
    title: z.string(),
    text: z.string(),
    score: z.number(),
  })
  .meta({ id: 'KnowledgeHit' });
export type KnowledgeHit = z.infer<typeof knowledgeHitSchema>;

export const searchKnowledgeBodySchema = z.object({
  query: z.string().trim().min(1).max(500).meta(notBlank),
  limit: z.number().int().min(1).max(10).default(3),
});
export const searchKnowledgeResponseSchema = z.object({ hits: z.array(knowledgeHitSchema) });
