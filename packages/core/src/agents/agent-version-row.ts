import type { AgentId, AgentVersion, AgentVersionSummary } from '@parley/contracts';
import { agentVersions, type TenantTx } from '@parley/db';
import { and, eq } from 'drizzle-orm';
import { notFound } from '../domain-error.ts';
import { readConfig } from './read-config.ts';

type AgentVersionRow = typeof agentVersions.$inferSelect;

/** @throws DomainError `NOT_FOUND` */
export async function fetchVersion(
  tx: TenantTx,
  agentId: AgentId,
  version: number,
): Promise<AgentVersionRow> {
  const [row] = await tx
    .select()
    .from(agentVersions)
    .where(and(eq(agentVersions.agentId, agentId), eq(agentVersions.version, version)));
  if (!row) throw notFound('version');
  return row;
}

export const toVersionSummary = (row: Omit<AgentVersionRow, 'config'>): AgentVersionSummary => ({
  version_id: row.id,
  version: row.version,
  note: row.note,
  restored_from: row.restoredFrom,
  published_by: row.publishedBy,
  created_at: row.createdAt.toISOString(),
});

export const toVersion = (row: AgentVersionRow): AgentVersion => ({
  ...toVersionSummary(row),
  config: readConfig(row.config),
});
