import { z } from 'zod';
import { auditActorSchema } from '../audit.ts';
import { cursorSchema } from '../cursors.ts';
import { knowledgeItemIdSchema } from '../ids.ts';
import { notBlank } from '../text-patterns.ts';
import { knowledgeCategorySchema } from './categories.ts';

/** Where an item comes from; `ref` is the document, the page's address, or the import's file. */
export const knowledgeSourceSchema = z
  .strictObject({
    kind: z.enum(['typed', 'document', 'website', 'import']),
    ref: z.string().trim().min(1).max(500).meta(notBlank).optional(),
  })
  .meta({ id: 'KnowledgeSource' });
export type KnowledgeSource = z.infer<typeof knowledgeSourceSchema>;

const data = z.record(z.string().max(100), z.unknown()).describe('In the shape of its category');

export const knowledgeItemSchema = z
  .object({
    item_id: knowledgeItemIdSchema,
    category: knowledgeCategorySchema,
    title: z.string().describe('Rendered from the data'),
    data,
    source: knowledgeSourceSchema,
    quote: z.string().nullable().describe('The words it was taken from'),
    confidence: z.number().min(0).max(1),
    reviewed_at: z.iso.datetime().nullable(),
    revision: z.number().int(),
    created_at: z.iso.datetime(),
    updated_at: z.iso.datetime(),
  })
  .meta({ id: 'KnowledgeItem' });
export type KnowledgeItem = z.infer<typeof knowledgeItemSchema>;

/** What is written of an item. Left out: typed by hand, certain. What a person types counts as reviewed. */
export const knowledgeItemBodySchema = z
  .strictObject({
    data,
    source: knowledgeSourceSchema.default({ kind: 'typed' }),
    quote: z.string().trim().min(1).max(4000).meta(notBlank).nullish(),
    confidence: z.number().min(0).max(1).default(1),
    reviewed: z.boolean().optional().describe('Left out: as the source says; typed by hand is reviewed'),
  })
  .meta({ id: 'KnowledgeItemBody' });
export type KnowledgeItemBody = z.infer<typeof knowledgeItemBodySchema>;

export const createKnowledgeItemBodySchema = knowledgeItemBodySchema
  .extend({ category: knowledgeCategorySchema })
  .meta({
    id: 'CreateKnowledgeItem',
    examples: [
      { category: 'prices', data: { name: 'Deep cleaning', price: { amount: 90, currency: 'USD' } } },
    ],
  });

export const reviewKnowledgeItemBodySchema = z.strictObject({ reviewed: z.boolean() });

const flag = z.enum(['true', 'false']).transform((value) => value === 'true');
export const listKnowledgeItemsQuerySchema = z.object({
  category: knowledgeCategorySchema.optional(),
  source: knowledgeSourceSchema.shape.kind.optional(),
  reviewed: flag.optional(),
  cursor: knowledgeItemIdSchema.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const knowledgeItemsSchema = z
  .object({ items: z.array(knowledgeItemSchema), next_cursor: z.string().nullable() })
  .meta({ id: 'KnowledgeItems' });

export const knowledgeItemVersionSchema = z
  .object({
    revision: z.number().int(),
    change: z.enum(['create', 'update', 'review', 'delete']),
    category: knowledgeCategorySchema,
    data,
    source: knowledgeSourceSchema,
    quote: z.string().nullable(),
    confidence: z.number(),
    reviewed_at: z.iso.datetime().nullable(),
    actor: auditActorSchema,
    at: z.iso.datetime(),
  })
  .meta({ id: 'KnowledgeItemVersion' });
export type KnowledgeItemVersion = z.infer<typeof knowledgeItemVersionSchema>;

/** For lists whose next page begins below a number. */
export const beforeRevisionQuerySchema = z.object({
  cursor: cursorSchema(/^[1-9]\d{0,8}$/).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const knowledgeItemHistorySchema = z
  .object({ versions: z.array(knowledgeItemVersionSchema), next_cursor: z.string().nullable() })
  .meta({ id: 'KnowledgeItemHistory' });
