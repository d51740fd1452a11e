import {
  type FieldIssue,
  type KnowledgeCategory,
  type KnowledgeItemBody,
  type KnowledgeSource,
  knowledgeCategories,
} from '@parley/contracts';
import { storableJson } from '../storable.ts';
import { renderItem } from './render/render-item.ts';

/** An item as it will be written. */
export interface ItemDraft {
  category: KnowledgeCategory;
  title: string;
  data: Record<string, unknown>;
  source: KnowledgeSource;
  quote: string | null;
  confidence: number;
  reviewedAt: Date | null;
}

/** Checks the data by its category's schema; `path` begins the paths of what is wrong with it. */
export function readItem(
  category: KnowledgeCategory,
  body: KnowledgeItemBody,
  { now, path = 'data' }: { now: Date; path?: string },
): { draft: ItemDraft } | { issues: FieldIssue[] } {
  const parsed = knowledgeCategories[category].schema.safeParse(storableJson(body.data));
  if (!parsed.success) {
    return {
      issues: parsed.error.issues.map((issue) => ({
        path: [path, ...issue.path].join('.'),
        message: issue.message,
      })),
    };
  }
  const data = parsed.data as Record<string, unknown>;
  const source = storableJson(body.source);
  const reviewed = body.reviewed ?? source.kind === 'typed';
  return {
    draft: {
      category,
      title: renderItem(category, data).title,
      data,
      source,
      quote: body.quote ? storableJson(body.quote) : null,
      confidence: body.confidence,
      reviewedAt: reviewed ? now : null,
    },
  };
}
