import type { KnowledgeCategory, KnowledgeItem } from '@parley/contracts';
import { knowledgeItems, withTenant } from '@parley/db';
import { asc, eq } from 'drizzle-orm';
import { requireScope } from '../../access.ts';
import { appendAudit } from '../../audit/append-audit.ts';
import type { ServiceContext } from '../../context.ts';
import { toKnowledgeItem } from '../item-row.ts';

interface ExportKnowledge {
  ctx: ServiceContext;
  input: { format: 'json' | 'csv'; category?: KnowledgeCategory | undefined };
}

/** Everything, by category; that it was taken out is kept in the audit log. */
export async function exportKnowledge({ ctx, input }: ExportKnowledge): Promise<KnowledgeItem[]> {
  requireScope(ctx, 'knowledge:read');
  const { format, category } = input;
  return withTenant(ctx.db, ctx.actor.tenantId, async (tx) => {
    const rows = await tx
      .select()
      .from(knowledgeItems)
      .where(category && eq(knowledgeItems.category, category))
      .orderBy(asc(knowledgeItems.category), asc(knowledgeItems.id));
    await appendAudit(tx, ctx, {
      action: 'knowledge.export',
      target: { type: 'knowledge', id: ctx.actor.tenantId },
      after: { format, category: category ?? null, items: rows.length },
    });
    return rows.map(toKnowledgeItem);
  });
}
